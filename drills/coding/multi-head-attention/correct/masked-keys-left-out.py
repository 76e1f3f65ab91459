"""Loops over samples, heads and queries, with allowed keys only; values are projected after they are mixed."""
import math

import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.d = d_model // num_heads
        self.q = nn.Linear(d_model, d_model)
        self.k = nn.Linear(d_model, d_model)
        self.v = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, Tq, D = query.shape
        Tk = key.shape[1]
        q = self.q(query).view(B, Tq, self.h, self.d).transpose(1, 2)
        k = self.k(key).view(B, Tk, self.h, self.d).transpose(1, 2)
        s = q @ k.transpose(-2, -1) / math.sqrt(self.d)
        allowed = torch.ones(B, self.h, Tq, Tk, dtype=torch.bool) if mask is None else mask.expand(B, self.h, Tq, Tk)
        mixed = value.new_zeros(B, self.h, Tq, D)
        for b in range(B):
            for n in range(self.h):
                for t in range(Tq):
                    keep = allowed[b, n, t].nonzero().squeeze(1)
                    mixed[b, n, t] = s[b, n, t, keep].softmax(0) @ value[b, keep]
        w = self.v.weight.view(self.h, self.d, D)
        heads = torch.einsum("bhqm,hdm->bqhd", mixed, w).flatten(2) + self.v.bias
        return self.o(heads)


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8)
    x = torch.randn(2, 10, 64)
    print(attention(x, x, x).shape)
