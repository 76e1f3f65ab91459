import torch
import torch.nn as nn


class RMSNorm(nn.Module):
    """The gain is stored as its difference from 1; the cast comes last."""

    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.w = nn.Parameter(torch.zeros(1, dim))

    def forward(self, x):
        dtype = x.dtype
        x = x.double()
        rms = (torch.mean(x * x, dim=-1, keepdim=True) + self.eps) ** 0.5
        y = (x / rms) * (1.0 + self.w.double())
        return y.to(dtype).reshape(x.shape)


if __name__ == "__main__":
    y = RMSNorm(6)(torch.randn(3, 6))
    print(tuple(y.shape))
