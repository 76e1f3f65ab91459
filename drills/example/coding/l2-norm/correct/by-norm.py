import torch
import torch.nn as nn


class L2Norm(nn.Module):
    def __init__(self, size, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.scale = nn.Parameter(torch.empty(size))
        nn.init.ones_(self.scale)

    def forward(self, x):
        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True)
        return self.scale * (x / (length**2 + self.eps) ** 0.5)


if __name__ == "__main__":
    print(L2Norm(4)(torch.randn(3, 4)).shape)
