import torch
import torch.nn as nn


class Moments(nn.Module):
    def forward(self, x):
        wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
        m = wide.sum(-1, keepdim=True) / wide.size(-1)
        return m, ((wide - m) * (wide - m)).sum(-1, keepdim=True) / wide.size(-1)


class Affine(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(width))
        self.beta = nn.Parameter(torch.empty(width))
        self.reset_parameters()

    def reset_parameters(self):
        nn.init.ones_(self.gamma)
        nn.init.zeros_(self.beta)

    def forward(self, x):
        return self.gamma * x + self.beta


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.moments = Moments()
        self.affine = Affine(dim)
        self.register_buffer("eps", torch.tensor(float(eps)))

    def forward(self, x):
        m, v = self.moments(x)
        return self.affine(((x - m) / torch.sqrt(v + self.eps)).to(x.dtype))


if __name__ == "__main__":
    print("shape:", LayerNorm(4)(torch.randn(2, 7, 4)).shape)
