import torch
import torch.nn as nn


def mean_square(x):
    return torch.einsum("...d,...d->...", x, x) / x.shape[-1]


def rms_norm(x, gain, eps):
    wide = x if x.element_size() >= 4 else x.float()
    return (wide / mean_square(wide).add(eps).sqrt()[..., None]).to(x.dtype).mul(gain)


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.g, self.e = nn.Parameter(torch.ones(dim)), eps

    def forward(self, x):
        return rms_norm(x, self.g, self.e)


if __name__ == "__main__":
    print("shape", RMSNorm(10)(torch.randn(2, 3, 10)).shape)
