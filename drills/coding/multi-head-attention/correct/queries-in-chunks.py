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
        v = self.v(value).view(B, Tk, self.h, self.d).transpose(1, 2)
        outs = []
        for start in range(0, Tq, 2):
            qs = q[:, :, start : start + 2]
            s = qs @ k.transpose(-2, -1) / math.sqrt(self.d)
            if mask is not None:
                m = mask[..., start : start + 2, :] if mask.size(-2) > 1 else mask
                s = s.masked_fill(~m, float("-inf"))
            outs.append(s.softmax(-1) @ v)
        return self.o(torch.cat(outs, 2).transpose(1, 2).reshape(B, Tq, D))


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8)
    x = torch.randn(2, 10, 64)
    print(attention(x, x, x).shape)
