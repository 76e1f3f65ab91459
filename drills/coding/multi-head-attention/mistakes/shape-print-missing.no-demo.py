import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        d = d_model // num_heads
        self.d = d
        self.q = nn.Parameter(torch.randn(num_heads, d_model, d) * 0.1)
        self.k = nn.Parameter(torch.randn(num_heads, d_model, d) * 0.1)
        self.v = nn.Parameter(torch.randn(num_heads, d_model, d) * 0.1)
        self.o = nn.Parameter(torch.randn(num_heads, d, d_model) * 0.1)

    def forward(self, query, key, value, mask=None):
        q = query.unsqueeze(1) @ self.q  # (B, H, Tq, d)
        k = key.unsqueeze(1) @ self.k
        v = value.unsqueeze(1) @ self.v
        s = q @ k.transpose(-1, -2) / self.d ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return (s.softmax(-1) @ v @ self.o).sum(dim=1)
