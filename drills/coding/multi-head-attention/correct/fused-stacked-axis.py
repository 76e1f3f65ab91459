"""One parameter with the axes (q k v, head, d_k, d_model), einsum, where, and a softmax by hand."""
from functools import partial

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        d_k = d_model // num_heads
        self.d_k = d_k
        self.qkv = nn.Parameter(torch.randn(3, num_heads, d_k, d_model) / d_model ** 0.5)
        self.qkv_bias = nn.Parameter(torch.zeros(3, num_heads, 1, d_k))
        self.out = nn.Parameter(torch.randn(d_model, num_heads, d_k) / d_model ** 0.5)
        self.out_bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, query, key, value, mask=None):
        project = partial(torch.einsum, "btm,hdm->bhtd")
        q, k, v = (
            project(x, w) + b for x, w, b in zip((query, key, value), self.qkv, self.qkv_bias)
        )
        s = torch.einsum("bhqd,bhkd->bhqk", q, k) / self.d_k ** 0.5
        if mask is not None:
            s = torch.where(mask, s, s.new_tensor(float("-inf")))
        s = (s - s.amax(dim=-1, keepdim=True)).exp()
        w = s / s.sum(dim=-1, keepdim=True)
        y = torch.einsum("bhqk,bhkd->bqhd", w, v)
        return torch.einsum("bqhd,mhd->bqm", y, self.out) + self.out_bias


if __name__ == "__main__":
    layer = MultiHeadAttention(d_model=10, num_heads=2)
    q, m = torch.randn(3, 4, 10), torch.randn(3, 6, 10)
    output = layer(q, m, m, torch.ones(3, 1, 4, 6, dtype=torch.bool))
    print(output.shape)
