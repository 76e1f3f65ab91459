import math
import torch
import torch.nn as nn
import torch.nn.functional as F


def attention(q, k, v, mask):
    s = q.matmul(k.transpose(-1, -2)) / math.sqrt(q.shape[-1])
    if mask is not None:
        s = s.masked_fill(mask == 0, -1e9)
    return F.softmax(s).matmul(v)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.q = nn.Linear(d_model, d_model)
        self.k = nn.Linear(d_model, d_model)
        self.v = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        b, tq, d = query.shape
        tk = key.shape[1]
        q = self.q(query).view(b, tq, self.num_heads, -1).transpose(1, 2)
        k = self.k(key).view(b, tk, self.num_heads, -1).transpose(1, 2)
        v = self.v(value).view(b, tk, self.num_heads, -1).transpose(1, 2)
        y = attention(q, k, v, mask)
        return self.o(y.transpose(1, 2).reshape(b, tq, d))


if __name__ == "__main__":
    x = torch.randn(2, 4, 24)
    print(MultiHeadAttention(24, 4)(x, x, x).shape)
