import math

import torch
import torch.nn as nn


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6, bias=False):
        super().__init__()
        self.root_dim = math.sqrt(dim)
        self.eps = eps
        self.scale = nn.Parameter(torch.ones(dim))
        self.shift = nn.Parameter(torch.zeros(dim)) if bias else None

    def forward(self, x):
        z = x.to(torch.promote_types(x.dtype, torch.float32))
        # Not the norm itself, whose gradient at 0 is not defined.
        rms = (z.square().sum(-1, keepdim=True) / self.root_dim**2 + self.eps).sqrt()
        y = (z / rms).to(x.dtype) * self.scale
        return y if self.shift is None else y + self.shift


if __name__ == "__main__":
    print(RMSNorm(4)(torch.randn(2, 7, 4)).size())
