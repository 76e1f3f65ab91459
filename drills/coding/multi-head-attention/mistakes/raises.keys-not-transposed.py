import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.q = nn.Linear(d_model, d_head)
        self.k = nn.Linear(d_model, d_head)
        self.v = nn.Linear(d_model, d_head)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.q(query), self.k(key), self.v(value)
        scores = torch.bmm(q, k) / q.size(-1) ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        return torch.bmm(torch.softmax(scores, dim=-1), v)


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([Head(d_model, d_model // num_heads) for _ in range(num_heads)])
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        mask = mask[:, 0] if mask is not None and mask.dim() == 4 else mask
        return self.out(torch.cat([h(query, key, value, mask) for h in self.heads], dim=-1))


if __name__ == "__main__":
    mha = MultiHeadAttention(64, 4)
    x = torch.randn(2, 5, 64)
    print(mha(x, x, x).shape)
