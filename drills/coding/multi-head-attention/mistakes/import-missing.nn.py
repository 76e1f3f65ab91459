import math

import torch


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.q = nn.Linear(d_model, d_model)
        self.k = nn.Linear(d_model, d_model)
        self.v = nn.Linear(d_model, d_model)
        self.o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = (
            layer(x).unflatten(-1, (self.num_heads, -1))
            for layer, x in ((self.q, query), (self.k, key), (self.v, value))
        )
        s = torch.einsum("bqhd,bkhd->bhqk", q, k) / math.sqrt(q.size(-1))
        if mask is not None:
            s = s.masked_fill(~mask, -math.inf)
        return self.o(torch.einsum("bhqk,bkhd->bqhd", s.softmax(-1), v).flatten(2))


if __name__ == "__main__":
    x = torch.randn(2, 3, 12)
    print(MultiHeadAttention(12, 3)(x, x, x).shape)
