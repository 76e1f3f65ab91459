import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        self.num_heads = num_heads
        self.wq = nn.Linear(d_model, d_model)
        self.wk = nn.Linear(d_model, d_model)
        self.wv = nn.Linear(d_model, d_model)
        self.wo = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.wq(query).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
        k = self.wk(key).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
        v = self.wv(value).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
        s = q @ k.transpose(-1, -2) * q.size(-1) ** -0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return self.wo((s.softmax(-1) @ v).transpose(1, 2).flatten(2))


if __name__ == "__main__":
    x = torch.randn(2, 3, 16)
    print(MultiHeadAttention(16, 2)(x, x, x).shape)
