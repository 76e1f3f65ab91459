import torch
import torch.nn as nn


class LoRALinear(nn.Module):
    """A frozen linear layer with a low-rank adapter that learns."""

    def __init__(self, base, r, alpha):
        """base: a trained nn.Linear; r: the rank; alpha / r scales the adapter."""
        super().__init__()
        # Start here: what is frozen, what learns, and how is the adapter initialised?
        raise NotImplementedError

    def forward(self, x):
        """x: (..., in_features); returns (..., out_features)."""
        raise NotImplementedError

    def merge(self):
        """Adds the adapter to the frozen weight, which then does all the work."""
        raise NotImplementedError

    def unmerge(self):
        """Takes the adapter off the weight again."""
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    base = nn.Linear(8, 6)
    x = torch.randn(2, 5, 8)
    layer = LoRALinear(base, r=2, alpha=4)
    print(torch.allclose(layer(x), base(x)))  # expected: True
    print(layer(x).shape)  # expected: torch.Size([2, 5, 6])
