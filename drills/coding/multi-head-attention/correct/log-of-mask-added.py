import torch
import torch.nn as nn


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
        B, Tq, D = query.shape
        Tk = key.shape[1]
        q = self.q(query).view(B, Tq, self.h, self.d).transpose(1, 2)
        k = self.k(key).view(B, Tk, self.h, self.d).transpose(1, 2)
        v = self.v(value).view(B, Tk, self.h, self.d).transpose(1, 2)
        s = torch.einsum("bhqd,bhkd->bhqk", q, k) / self.d**0.5
        if mask is not None:
            s = s + mask.to(s.dtype).log()

        return self.o((s.softmax(-1) @ v).transpose(1, 2).reshape(B, Tq, D))


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8)
    x = torch.randn(2, 10, 64)
    print(attention(x, x, x).shape)
