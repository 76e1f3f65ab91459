import torch
import torch.nn.functional as F


def flow_matching_loss(model, data, noise, t, labels, drop, null_label):
    """The mean squared error of the velocity on straight paths from noise to data."""
    time = t.reshape(-1, *[1] * (data.dim() - 1))  # (B, 1, ..., 1)
    x_t = (1 - time) * noise + time * data
    labels = labels.masked_fill(drop, null_label)  # a new tensor
    return F.mse_loss(model(x_t, t, labels), data - noise)


@torch.no_grad()
def sample(model, noise, labels, null_label, steps=50, guidance=1.0):
    """Euler steps from noise at t = 0 to data at t = 1, with classifier-free guidance."""
    x = noise
    nulls = torch.full_like(labels, null_label)
    for step in range(steps):
        t = torch.full((len(x),), step / steps, dtype=x.dtype, device=x.device)
        v_null, v_label = model(x, t, nulls), model(x, t, labels)
        velocity = v_null + guidance * (v_label - v_null)
        x = x + velocity / steps
    return x


if __name__ == "__main__":
    torch.manual_seed(0)
    data, noise = torch.randn(2, 4, 3, 8, 8)
    labels = torch.tensor([0, 1, 2, 3])

    # A network that knows the path has no loss, and one step takes it to the data.
    def oracle(x, t, labels):
        return data - noise

    t, drop = torch.rand(4), torch.tensor([True, False, False, True])
    assert flow_matching_loss(oracle, data, noise, t, labels, drop, null_label=4) == 0
    out = sample(oracle, noise, labels, null_label=4, steps=1)
    assert torch.allclose(out, data, atol=1e-5)

    # dx/dt = x multiplies by e; Euler's 100 steps give (1 + 1/100)^100 = 2.7048.
    out = sample(lambda x, t, labels: x, torch.ones(1, 1), labels[:1], 4, steps=100)
    print(out.shape, f"{out.item():.4f}")
