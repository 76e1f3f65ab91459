import torch
from torch import Tensor


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    wide = x.double()
    e = (wide - wide.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True)).to(x.dtype)


def log_softmax(x: Tensor, dim: int = -1) -> Tensor:
    wide = x.double()
    z = wide - wide.amax(dim, keepdim=True)
    return (z - z.exp().sum(dim, keepdim=True).log()).to(x.dtype)


if __name__ == "__main__":
    half = torch.randn(3, 7).bfloat16()
    print(softmax(half).dtype, softmax(half).shape)
