import torch
import torch.nn.functional as F
from torch import nn


class LoRALinear(nn.Module):
    """Keeps a copy of the weights as buffers, and a merged weight in a tensor of its own."""

    def __init__(self, base, r, alpha):
        super().__init__()
        self.register_buffer("weight", base.weight.detach().clone())
        self.register_buffer("bias", None if base.bias is None else base.bias.detach().clone())
        outs, ins = self.weight.shape
        # Stored the other way round, and here it is the first of the two that is zero.
        self.first = nn.Parameter(torch.zeros(ins, r).to(self.weight))
        self.second = nn.Parameter(torch.randn(r, outs).to(self.weight) * r**-0.5)
        self.alpha, self.r = alpha, r
        self.sum = None

    def forward(self, x):
        if self.sum is not None:
            return F.linear(x, self.sum, self.bias)
        y = F.linear(x, self.weight, self.bias)
        return y + ((x @ self.first) @ self.second) * self.alpha / self.r

    def merge(self):
        if self.sum is None:
            delta = (self.first @ self.second).T * self.alpha / self.r
            self.sum = (self.weight + delta).detach()

    def unmerge(self):
        self.sum = None


if __name__ == "__main__":
    out = LoRALinear(nn.Linear(5, 9, bias=False), 2, 1)(torch.ones(3, 5))
    print("shape:", tuple(out.shape))
