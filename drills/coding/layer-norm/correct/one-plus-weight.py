import torch
import torch.nn as nn


class LayerNorm(nn.Module):
    """The gain is stored as its difference from 1, so that weight decay pulls it towards 1."""

    def __init__(self, dim, eps=1e-5, elementwise_affine=True):
        super().__init__()
        dim = dim if isinstance(dim, int) else dim[0]
        self.eps = eps
        self.scale = nn.Parameter(torch.zeros(1, dim)) if elementwise_affine else None
        self.shift = nn.Parameter(torch.zeros(1, dim)) if elementwise_affine else None

    def forward(self, x):
        var, mean = torch.var_mean(x, dim=-1, unbiased=False, keepdim=True)
        y = (x - mean) / (var + self.eps) ** 0.5
        if self.scale is None:
            return y
        y = y * (1 + self.scale) + self.shift
        return y.reshape(x.shape)


if __name__ == "__main__":
    ln = LayerNorm((6,))
    y = ln(torch.randn(3, 6))
    print(tuple(y.shape))
