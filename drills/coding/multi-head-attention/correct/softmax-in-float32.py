"""Softmax in float32, whatever came in; projections without bias."""
import math
import torch
from torch import nn
from torch.nn import functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, bias=False):
        super().__init__()
        self.n_heads = num_heads
        self.head_dim = d_model // num_heads
        self.wq = nn.Linear(d_model, d_model, bias=bias)
        self.wk = nn.Linear(d_model, d_model, bias=bias)
        self.wv = nn.Linear(d_model, d_model, bias=bias)
        self.wo = nn.Linear(d_model, d_model, bias=bias)

    def forward(self, query, key, value, mask=None):
        bsz, q_len, _ = query.shape
        kv_len = key.shape[1]
        xq = self.wq(query).view(bsz, q_len, self.n_heads, self.head_dim).transpose(1, 2)
        xk = self.wk(key).view(bsz, kv_len, self.n_heads, self.head_dim).transpose(1, 2)
        xv = self.wv(value).view(bsz, kv_len, self.n_heads, self.head_dim).transpose(1, 2)
        scores = torch.matmul(xq, xk.transpose(2, 3)) / math.sqrt(self.head_dim)
        scores = scores.float()
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        probs = F.softmax(scores, dim=-1).type_as(xq)
        return self.wo((probs @ xv).transpose(1, 2).contiguous().view(bsz, q_len, -1))


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8).to(torch.bfloat16)
    x = torch.randn(1, 4, 64, dtype=torch.bfloat16)
    print(attention(x, x, x).shape)
