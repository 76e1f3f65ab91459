import torch
import torch.nn as nn


class L2Norm(nn.Module):
    """Divides every vector by its length, then scales each entry by a learned weight."""

    def __init__(self, size, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x):
        """x: (..., size); returns the same shape."""
        square_sum = x.pow(2).sum(dim=-1, keepdim=True)
        return x * torch.rsqrt(square_sum + self.eps) * self.weight


if __name__ == "__main__":
    norm = L2Norm(5)
    print(norm(torch.randn(2, 3, 5)).shape)
