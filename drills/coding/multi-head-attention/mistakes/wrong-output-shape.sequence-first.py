import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.d = d_model // num_heads
        self.q = nn.Linear(d_model, d_model)
        self.k = nn.Linear(d_model, d_model)
        self.v = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.q(query).unflatten(-1, (self.h, self.d))
        k = self.k(key).unflatten(-1, (self.h, self.d))
        v = self.v(value).unflatten(-1, (self.h, self.d))
        s = torch.einsum("bqhd,bkhd->bhqk", q, k) / self.d ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        y = torch.einsum("bhqk,bkhd->qbhd", s.softmax(-1), v)
        return self.o(y.flatten(2))


if __name__ == "__main__":
    m = MultiHeadAttention(24, 3)
    x, y = torch.randn(2, 4, 24), torch.randn(2, 6, 24)
    print(m(x, y, y).shape)
