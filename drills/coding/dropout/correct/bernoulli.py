import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5, inplace: bool = False):
        super().__init__()
        self.p = p
        self.inplace = inplace  # the interface of PyTorch; this version never works in place

    def forward(self, x):
        if not self.training or self.p == 0.0:
            return x
        if self.p == 1.0:
            return torch.zeros_like(x)
        mask = torch.empty_like(x).bernoulli_(1 - self.p)
        mask.div_(1 - self.p)
        return mask * x


if __name__ == "__main__":
    print(Dropout(0.3)(torch.randn(2, 3, 4)).shape)
