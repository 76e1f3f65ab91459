import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.1):
        super().__init__()
        self.num_heads = num_heads
        self.d_k = d_model // num_heads
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.o_proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, query, key, value, mask=None):
        residual = query
        B, Tq, D = query.shape
        q = self.q_proj(query).view(B, Tq, self.num_heads, self.d_k).transpose(1, 2)
        k = self.k_proj(key).view(B, -1, self.num_heads, self.d_k).transpose(1, 2)
        v = self.v_proj(value).view(B, -1, self.num_heads, self.d_k).transpose(1, 2)
        scores = q @ k.transpose(-1, -2) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        out = scores.softmax(dim=-1) @ v
        out = self.dropout(self.o_proj(out.transpose(1, 2).reshape(B, Tq, D)))
        return out + residual


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 6, 32)
    print(mha(x, x, x).shape)
