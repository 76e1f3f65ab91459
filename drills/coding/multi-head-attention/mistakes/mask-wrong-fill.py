import math
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.size = d_model // num_heads
        self.lq = nn.Linear(d_model, d_model)
        self.lk = nn.Linear(d_model, d_model)
        self.lv = nn.Linear(d_model, d_model)
        self.lo = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        b, n, m = query.shape[0], query.shape[1], key.shape[1]
        q = self.lq(query).view(b, n, self.num_heads, self.size).transpose(1, 2)
        k = self.lk(key).view(b, m, self.num_heads, self.size).transpose(1, 2)
        v = self.lv(value).view(b, m, self.num_heads, self.size).transpose(1, 2)
        scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(self.size)
        if mask is not None:
            scores = scores.masked_fill(~mask, 0)
        weights = torch.softmax(scores, dim=-1)
        ctx = torch.matmul(weights, v).transpose(1, 2).reshape(b, n, -1)
        return self.lo(ctx)


if __name__ == "__main__":
    mha = MultiHeadAttention(64, 8)
    x = torch.randn(2, 5, 64)
    print(mha(x, x, x, torch.ones(5, 5).tril().bool()).shape)
