import math

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
        rows = []
        for b in range(query.size(0)):
            q, k, v = self.q(query[b]), self.k(key[b]), self.v(value[b])
            heads = []
            for n in range(self.h):
                part = slice(n * self.d, (n + 1) * self.d)
                s = q[:, part] @ k[:, part].t() / math.sqrt(self.d)
                if mask is not None:
                    m = mask
                    if m.dim() == 4:
                        m = m[b if m.size(0) > 1 else 0, n if m.size(1) > 1 else 0]
                    s = s.masked_fill(m == False, -1e9)
                heads.append(torch.softmax(s, -1) @ v[:, part])
            rows.append(self.o(torch.cat(heads, -1)))
        return torch.stack(rows)


if __name__ == "__main__":
    attention = MultiHeadAttention(64, 8)
    x = torch.randn(2, 10, 64)
    print(attention(x, x, x).shape)
