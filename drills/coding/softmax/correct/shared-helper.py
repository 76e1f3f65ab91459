from typing import NamedTuple

import torch


class Parts(NamedTuple):
    shifted: torch.Tensor
    exps: torch.Tensor
    total: torch.Tensor


def _parts(x, dim):
    shifted = x - x.max(dim, keepdim=True)[0].detach()
    exps = shifted.exp()
    return Parts(shifted, exps, exps.sum(dim, keepdim=True))


def softmax(x, dim=-1):
    parts = _parts(x, dim)
    return parts.exps / parts.total


def log_softmax(x, dim=-1):
    parts = _parts(x, dim)
    return parts.shifted - parts.total.log()


if __name__ == "__main__":
    a = torch.arange(6.0).view(2, 3)
    print(softmax(a), log_softmax(a).exp(), sep="\n")
    print(a.shape == softmax(a).shape, list(softmax(a).shape))
