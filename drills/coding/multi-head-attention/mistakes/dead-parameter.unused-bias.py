import torch
from torch import nn
import torch.nn.functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.in_weight = nn.Parameter(torch.randn(3 * d_model, d_model) * 0.05)
        self.in_bias = nn.Parameter(torch.zeros(3 * d_model))
        self.out_weight = nn.Parameter(torch.randn(d_model, d_model) * 0.05)
        self.out_bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, query, key, value, mask=None):
        D = query.shape[-1]
        parts = []
        for x, w in zip((query, key, value), self.in_weight.split(D)):
            parts.append(F.linear(x, w).unflatten(-1, (self.num_heads, -1)).transpose(1, 2))
        q, k, v = parts
        s = q @ k.mT * q.shape[-1] ** -0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        y = (torch.softmax(s, dim=-1) @ v).transpose(1, 2).flatten(2)
        return F.linear(y, self.out_weight, self.out_bias)


if __name__ == "__main__":
    attn = MultiHeadAttention(12, 2)
    x, y = torch.randn(2, 3, 12), torch.randn(2, 4, 12)
    print(attn(x, y, y).shape)
