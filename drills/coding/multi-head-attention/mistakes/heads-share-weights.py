import math
import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, d_k):
        super().__init__()
        self.q = nn.Linear(d_model, d_k)
        self.k = nn.Linear(d_model, d_k)
        self.v = nn.Linear(d_model, d_k)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.q(query), self.k(key), self.v(value)
        s = q @ k.transpose(-2, -1) / math.sqrt(k.size(-1))
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return s.softmax(-1) @ v


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([Head(d_model, d_model // num_heads)] * num_heads)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask[:, 0]
        return self.out(torch.cat([h(query, key, value, mask) for h in self.heads], dim=-1))


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 5, 32)
    print(mha(x, x, x).shape)
