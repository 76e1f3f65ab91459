"""Walks over the keys in blocks with a running maximum and sum; layers in a ModuleDict."""
import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, block=4):
        super().__init__()
        self.num_heads, self.block = num_heads, block
        self.qkv = nn.ModuleDict({name: nn.Linear(d_model, d_model) for name in "qkv"})
        self.o = nn.Linear(d_model, d_model)

    def heads(self, name, x):
        return self.qkv[name](x).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.heads("q", query), self.heads("k", key), self.heads("v", value)
        q = q / math.sqrt(q.size(-1))
        Tk = k.size(2)

        top = torch.full_like(q[..., :1], -1e30)  # running maximum
        total = torch.zeros_like(q[..., :1])      # running sum of exponentials
        acc = torch.zeros_like(q)                 # running weighted sum of values
        for start in range(0, Tk, self.block):
            block = slice(start, min(start + self.block, Tk))
            s = q @ k[:, :, block].transpose(-2, -1)
            if mask is not None:
                s = s.masked_fill(~mask[..., block], -math.inf)
            new_top = torch.maximum(top, s.amax(-1, keepdim=True))
            shrink = (top - new_top).exp()
            e = (s - new_top).exp()
            total = total * shrink + e.sum(-1, keepdim=True)
            acc = acc * shrink + e @ v[:, :, block]
            top = new_top
        return self.o((acc / total).transpose(1, 2).flatten(2))


if __name__ == "__main__":
    mha = MultiHeadAttention(16, 2)
    q, m = torch.randn(2, 3, 16), torch.randn(2, 10, 16)
    print(mha(q, m, m).shape)
