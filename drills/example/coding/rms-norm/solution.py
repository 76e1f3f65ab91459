import torch
import torch.nn as nn


class RMSNorm(nn.Module):
    """Divides every vector by its root mean square, then scales each entry by a learned weight."""

    def __init__(self, size, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x):
        """x: (..., size); returns the same shape."""
        mean_square = x.pow(2).mean(dim=-1, keepdim=True)
        return x * torch.rsqrt(mean_square + self.eps) * self.weight


if __name__ == "__main__":
    norm = RMSNorm(5)
    print(norm(torch.randn(2, 3, 5)).shape)
