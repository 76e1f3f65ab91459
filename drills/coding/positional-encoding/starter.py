import torch
from torch import nn


class PositionalEncoding(nn.Module):
    """Adds the sinusoidal encoding of each position to its token."""

    def __init__(self, d_model, max_len=5000):
        super().__init__()
        # Start here: what can be computed once?
        raise NotImplementedError

    def forward(self, x):
        """x: (B, T, d_model) with T <= max_len; returns a new tensor of the same shape."""
        raise NotImplementedError


if __name__ == "__main__":
    encoding = PositionalEncoding(d_model=16)
    print(encoding(torch.zeros(2, 5, 16)).shape)  # expected: torch.Size([2, 5, 16])
