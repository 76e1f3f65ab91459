"""Each head is a module with its slice of the output projection, and the heads are summed."""
import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, width):
        super().__init__()
        self.q = nn.Linear(d_model, width)
        self.k = nn.Linear(d_model, width)
        self.v = nn.Linear(d_model, width)
        self.back = nn.Linear(width, d_model, bias=False)
        self.width = width

    def forward(self, query, key, value, mask):
        scores = self.q(query) @ self.k(key).transpose(1, 2) / self.width ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        return self.back(scores.softmax(-1) @ self.v(value))


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads = nn.ModuleList([Head(d_model, d_model // num_heads) for _ in range(num_heads)])

    def forward(self, query, key, value, mask=None):
        if mask is not None and mask.ndim == 4:
            mask = mask.squeeze(1)
        return sum(head(query, key, value, mask) for head in self.heads)


if __name__ == "__main__":
    x = torch.randn(2, 5, 18)
    out = MultiHeadAttention(18, 3)(x, x, x, torch.ones(5, 5).tril().bool())
    print(out.shape)
