import math

import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h, self.d = num_heads, d_model // num_heads
        self.qs = [nn.Linear(d_model, self.d) for _ in range(num_heads)]
        self.ks = [nn.Linear(d_model, self.d) for _ in range(num_heads)]
        self.vs = [nn.Linear(d_model, self.d) for _ in range(num_heads)]
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        heads = []
        for n in range(self.h):
            q, k, v = self.qs[n](query), self.ks[n](key), self.vs[n](value)
            s = q @ k.transpose(1, 2) / math.sqrt(self.d)
            if mask is not None:
                m = mask if mask.dim() < 4 else mask[:, n if mask.size(1) > 1 else 0]
                s = s.masked_fill(~m, -1e9)
            heads.append(s.softmax(-1) @ v)
        return self.o(torch.cat(heads, -1))


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8)
    x = torch.randn(2, 10, 64)
    print(attention(x, x, x).shape)
