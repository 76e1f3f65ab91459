import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, d):
        super().__init__()
        self.d = d
        self.query, self.key, self.value = nn.Linear(d_model, d), nn.Linear(d_model, d), nn.Linear(d_model, d)

    def forward(self, q, k, v, mask):
        s = torch.einsum("bqd,bkd->bqk", self.query(q), self.key(k)) / self.d ** 0.5
        if mask is not None:
            s = s.masked_fill(~mask, float("-inf"))
        return torch.einsum("bqk,bkd->bqd", s.softmax(-1), self.value(v))


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([Head(d_model, d_model // num_heads) for _ in range(num_heads)])
        self.norm = nn.LayerNorm(d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask.squeeze(1)
        # the norm belongs to the block, so it is not applied here
        return self.out(torch.cat([h(query, key, value, mask) for h in self.heads], -1))


if __name__ == "__main__":
    m = MultiHeadAttention(18, 3)
    x = torch.randn(2, 4, 18)
    print(m(x, x, x).shape)
