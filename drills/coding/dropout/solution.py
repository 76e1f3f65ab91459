import torch
import torch.nn as nn


class Dropout(nn.Module):
    """Drops elements at random in training; leaves the input as it is in evaluation."""

    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        """x: any shape; returns the same shape."""
        if not self.training:
            return x
        keep = 1 - self.p
        mask = torch.rand_like(x) < keep
        # Scaled here and not in evaluation, so that a finished model needs no dropout at all.
        scale = 1 / keep if keep > 0 else 0.0
        return x * mask * scale


if __name__ == "__main__":
    torch.manual_seed(0)
    drop = Dropout(0.2)
    x = torch.ones(1000, 100, requires_grad=True)
    out = drop(x)
    print((out == 0).float().mean().item())  # about 0.2
    print(out.mean().item())  # about 1: the expectation stays the same

    out.sum().backward()
    assert torch.equal(x.grad, out)  # for an input of ones: the same mask, the same scale
    assert torch.equal(drop.eval()(x), x)
    print(out.shape)  # torch.Size([1000, 100])
