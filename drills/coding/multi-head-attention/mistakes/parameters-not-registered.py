import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, head_dim):
        super().__init__()
        self.q = nn.Linear(d_model, head_dim)
        self.k = nn.Linear(d_model, head_dim)
        self.v = nn.Linear(d_model, head_dim)
        self.head_dim = head_dim

    def forward(self, query, key, value, mask=None):
        s = self.q(query) @ self.k(key).transpose(-2, -1) / self.head_dim ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return s.softmax(dim=-1) @ self.v(value)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = [Head(d_model, d_model // num_heads) for _ in range(num_heads)]
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask[:, 0]
        return self.proj(torch.cat([h(query, key, value, mask) for h in self.heads], dim=-1))


if __name__ == "__main__":
    mha = MultiHeadAttention(32, 4)
    x = torch.randn(2, 5, 32)
    print(mha(x, x, x).shape)
