import torch
import torch.nn as nn


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.g = nn.Parameter(torch.ones(dim))
        self.b = nn.Parameter(torch.zeros(dim))
        self.eps = eps

    def forward(self, x):
        d = x.transpose(0, -1)  # features first, so that statistics broadcast without keepdim
        d = d - d.mean(0)
        s = (d.square().mean(0) + self.eps).sqrt()
        return (d / s).transpose(0, -1) * self.g + self.b


if __name__ == "__main__":
    print(LayerNorm(5)(torch.randn(3, 2, 5)).shape)
