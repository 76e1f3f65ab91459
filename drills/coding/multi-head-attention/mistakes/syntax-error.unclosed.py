import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.h = num_heads
        self.projections = nn.ModuleList([nn.Linear(d_model, d_model) for _ in range(3)])
        self.out = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = [
            p(x).unflatten(-1, (self.h, -1)).transpose(1, 2)
            for p, x in zip(self.projections, (query, key, value))
        ]
        scores = torch.matmul(q, k.transpose(-2, -1) / (q.size(-1) ** 0.5)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        context = torch.matmul(scores.softmax(-1), v)
        return self.out(context.transpose(1, 2).flatten(2))


if __name__ == "__main__":
    x = torch.randn(2, 5, 32)
    print(MultiHeadAttention(32, 4)(x, x, x).shape)
