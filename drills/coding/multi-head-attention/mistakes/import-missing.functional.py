import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = num_heads
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=False)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = (
            F.linear(x, w).unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for x, w in zip((query, key, value), self.qkv.weight.chunk(3))
        )
        s = q @ k.transpose(-2, -1) * q.size(-1) ** -0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return self.out((F.softmax(s, dim=-1) @ v).transpose(1, 2).flatten(2))


if __name__ == "__main__":
    attn = MultiHeadAttention(24, 4)
    x = torch.randn(2, 3, 24)
    print(attn(x, x, x).shape)
