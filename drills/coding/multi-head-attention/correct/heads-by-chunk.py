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
        q, k, v = self.q(query), self.k(key), self.v(value)
        parts = zip(q.chunk(self.h, -1), k.chunk(self.h, -1), v.chunk(self.h, -1))
        heads = [self.attend(*part, mask, i) for i, part in enumerate(parts)]
        return self.o(torch.cat(heads, -1))

    @staticmethod
    def attend(q, k, v, mask, head):
        s = q @ k.transpose(1, 2) / q.size(-1) ** 0.5
        if mask is not None:
            if mask.dim() == 4:
                mask = mask[:, head if mask.size(1) > 1 else 0]
            s = s.masked_fill(~mask, -1e9)
        return s.softmax(-1) @ v


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8)
    x = torch.randn(2, 10, 64)
    print(attention(x, x, x).shape)
