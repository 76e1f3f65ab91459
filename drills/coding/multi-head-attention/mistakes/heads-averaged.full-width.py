import math
import torch
import torch.nn as nn


class Head(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.query = nn.Linear(d_model, d_model, bias=False)
        self.key = nn.Linear(d_model, d_model, bias=False)
        self.value = nn.Linear(d_model, d_model, bias=False)

    def forward(self, query, key, value, mask):
        q, k, v = self.query(query), self.key(key), self.value(value)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
        if mask is not None:
            scores = scores.masked_fill(mask == 0, -1e9)
        return torch.softmax(scores, dim=-1) @ v


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([Head(d_model) for _ in range(num_heads)])
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask.squeeze(1)
        outs = torch.stack([h(query, key, value, mask) for h in self.heads], dim=0)
        return self.proj(outs.mean(dim=0))


if __name__ == "__main__":
    model = MultiHeadAttention(12, 3)
    x = torch.randn(2, 5, 12)
    print(model(x, x, x).shape)
