"""The feature axis is read as (d_k, H), so neighbouring features belong to different heads."""
import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.H = num_heads
        self.to_q = nn.Linear(d_model, d_model)
        self.to_k = nn.Linear(d_model, d_model)
        self.to_v = nn.Linear(d_model, d_model)
        self.to_y = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        B, Tq, D = query.shape
        Tk = key.shape[1]
        d = D // self.H
        q = self.to_q(query).reshape(B, Tq, d, self.H)
        k = self.to_k(key).reshape(B, Tk, d, self.H)
        v = self.to_v(value).reshape(B, Tk, d, self.H)
        s = torch.einsum("bqdh,bkdh->bhqk", q, k) / d ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        y = torch.einsum("bhqk,bkdh->bqdh", s.softmax(dim=-1), v)
        return self.to_y(y.reshape(B, Tq, D))


if __name__ == "__main__":
    m = MultiHeadAttention(24, 4)
    x, y = torch.randn(2, 3, 24), torch.randn(2, 5, 24)
    print(m(x, y, y).shape)
