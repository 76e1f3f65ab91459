import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.bias = nn.Parameter(torch.zeros(dim))
        self.eps = eps

    def forward(self, x):
        mu = x.mean(-1, keepdim=True)
        var = x.var(-1, unbiased=False, keepdim=True)
        x_hat = (x - mu) * torch.rsqrt(var + self.eps)
        return self.weight * x_hat + self.bias


if __name__ == "__main__":
    print(LayerNorm(16)(torch.randn(4, 16)).shape)
