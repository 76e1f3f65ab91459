"""The rows of the fused weight are ordered head by head: q1 k1 v1 q2 k2 v2 ..."""
import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = d_model // num_heads
        self.qkv_proj = nn.Linear(d_model, 3 * d_model)
        self.o_proj = nn.Linear(d_model, d_model)

    def _part(self, x, which):
        B, T, _ = x.shape
        fused = self.qkv_proj(x).reshape(B, T, self.num_heads, 3 * self.head_dim)
        fused = fused.permute(0, 2, 1, 3)  # (B, H, T, 3 * head_dim)
        return fused.chunk(3, dim=-1)[which]

    def forward(self, query, key, value, mask=None):
        q, k, v = self._part(query, 0), self._part(key, 1), self._part(value, 2)
        logits = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(self.head_dim)
        if mask is not None:
            logits = logits.masked_fill(mask == 0, -9e15)
        attention = torch.softmax(logits, dim=-1)
        values = torch.matmul(attention, v).permute(0, 2, 1, 3)
        B, T = query.shape[:2]
        return self.o_proj(values.reshape(B, T, -1))


if __name__ == "__main__":
    layer = MultiHeadAttention(d_model=16, num_heads=2)
    x = torch.randn(5, 4, 16)
    output = layer(x, x, x)
    print(output.shape)
