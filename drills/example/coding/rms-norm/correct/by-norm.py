import torch
import torch.nn as nn


class RMSNorm(nn.Module):
    def __init__(self, size, eps=1e-6):
        super().__init__()
        self.size, self.eps = size, eps
        self.scale = nn.Parameter(torch.empty(size))
        nn.init.ones_(self.scale)

    def forward(self, x):
        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True)
        rms = (length**2 / self.size + self.eps) ** 0.5
        return self.scale * (x / rms)


if __name__ == "__main__":
    print(RMSNorm(4)(torch.randn(3, 4)).shape)
