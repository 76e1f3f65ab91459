import torch
from torch import nn


def _expand(t, like):
    return t[(slice(None),) + (None,) * (like.ndim - 1)]


def flow_matching_loss(model, data, noise, t, labels, drop, null_label, weight=1.0):
    x_t = torch.lerp(noise, data, _expand(t, data).expand_as(data))
    used = torch.where(drop, torch.full_like(labels, null_label), labels)
    v = model(x_t, t, used)
    return weight * nn.MSELoss()(v, data - noise)


def sample(model, noise, labels, null_label, steps=50, guidance=1.0):
    """One call on both halves; the time is added up."""
    both = torch.cat([torch.full_like(labels, null_label), labels])
    with torch.inference_mode():
        x, dt = noise.clone(), 1.0 / steps
        t = torch.zeros(2 * x.shape[0], dtype=x.dtype)
        for _ in range(steps):
            null, cond = model(torch.cat([x, x]), t, both).chunk(2)
            x = x + dt * torch.lerp(null, cond, guidance)
            t = t + dt
    return x


if __name__ == "__main__":
    out = sample(lambda x, t, y: x + y[:, None], torch.randn(2, 3), torch.tensor([1, 0]), 2, 4)
    print(out.size())
