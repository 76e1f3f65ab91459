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
        Tk = Tq
        q = self.q(query).view(B, Tq, self.h, self.d).transpose(1, 2)
        k = self.k(key).view(B, Tk, self.h, self.d).transpose(1, 2)
        v = self.v(value).view(B, Tk, self.h, self.d).transpose(1, 2)
        s = q @ k.transpose(-2, -1) / math.sqrt(self.d)
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        a = s.softmax(-1)
        out = (a @ v).transpose(1, 2).reshape(B, Tq, D)
        return self.o(out)


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8)
    x = torch.randn(2, 10, 64)
    print(attention(x, x, x).shape)
