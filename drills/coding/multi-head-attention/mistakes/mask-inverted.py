import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, num_heads: int):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = d_model // num_heads
        self.q = nn.Linear(d_model, d_model)
        self.k = nn.Linear(d_model, d_model)
        self.v = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, Tq, C = query.shape
        Tk = key.shape[1]
        q = self.q(query).view(B, Tq, self.num_heads, self.head_dim).transpose(1, 2)
        k = self.k(key).view(B, Tk, self.num_heads, self.head_dim).transpose(1, 2)
        v = self.v(value).view(B, Tk, self.num_heads, self.head_dim).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        if mask is not None:
            scores = scores.masked_fill(mask, float("-inf"))
        w = F.softmax(scores, dim=-1)
        return self.o((w @ v).transpose(1, 2).contiguous().view(B, Tq, C))


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 8, 32)
    future = torch.triu(torch.ones(8, 8, dtype=torch.bool), diagonal=1)
    print(mha(x, x, x, future).shape)
