import torch
from torch import nn


class DropFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, p):
        factor = (torch.rand_like(x) > p).to(x.dtype)
        if p < 1:
            factor = factor / (1 - p)
        ctx.save_for_backward(factor)
        return x * factor

    @staticmethod
    def backward(ctx, grad_output):
        (factor,) = ctx.saved_tensors
        return grad_output * factor, None


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        return DropFunction.apply(x, self.p) if self.training else x


if __name__ == "__main__":
    print(Dropout(0.1)(torch.randn(6, 2)).size())
