import torch
from torch.nn.functional import mse_loss


def flow_matching_loss(model, data, noise, t, labels, drop, null_label):
    start, end = noise.flatten(1), data.flatten(1)
    points = torch.einsum("b,bd->bd", 1 - t, start) + torch.einsum("b,bd->bd", t, end)
    known = torch.tensor([null_label if gone else int(y) for y, gone in zip(labels, drop)])
    velocity = model(points.view(data.shape), t, known).flatten(1)
    return mse_loss(velocity, end - start)


def sample(model, noise, labels, null_label, steps=50, guidance=1.0, trace=None):
    """Recursive; the labelled half comes first in the doubled batch."""

    def onward(x, step):
        if step == steps:
            return x
        if trace is not None:
            trace.append(x)
        t = torch.full((2 * len(x),), step / steps, dtype=x.dtype)
        with_label, without = model(x.repeat(2, *[1] * (x.dim() - 1)), t, both).split(len(x))
        return onward(torch.add(x, guidance * with_label - (guidance - 1) * without, alpha=1 / steps), step + 1)

    both = torch.cat([labels, labels.new_full(labels.shape, null_label)])
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        return onward(noise, 0)
    finally:
        torch.set_grad_enabled(before)


if __name__ == "__main__":
    print(sample(lambda x, t, y: x, torch.randn(3, 2), torch.tensor([0, 1, 0]), 2, steps=5).shape)
