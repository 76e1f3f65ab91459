import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.1):
        super().__init__()
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.dropout = dropout
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.out = nn.Linear(d_model, d_model)

    def transform(self, x):
        return x.view(x.size(0), -1, self.num_heads, self.d_k).permute(0, 2, 1, 3)

    def forward(self, query, key, value, mask=None):
        q = self.transform(self.query(query))
        k = self.transform(self.key(key))
        v = self.transform(self.value(value))
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        probs = F.dropout(F.softmax(scores, dim=-1), p=self.dropout)
        ctx = torch.matmul(probs, v).permute(0, 2, 1, 3).contiguous()
        return self.out(ctx.view(ctx.size(0), ctx.size(1), -1))


if __name__ == "__main__":
    attn = MultiHeadAttention(64, 4)
    x = torch.randn(2, 5, 64)
    print(attn(x, x, x).shape)
