import math

import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.q = nn.Linear(d_model, d_head, bias=False)
        self.k = nn.Linear(d_model, d_head, bias=False)
        self.v = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x, mask=None):
        q, k, v = self.q(x), self.k(x), self.v(x)
        weights = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        if mask is not None:
            weights = weights.masked_fill(~mask, float("-inf"))
        return weights.softmax(dim=-1) @ v


class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.heads_per_group = num_heads // num_kv_heads
        d_head = d_model // num_heads
        self.groups = nn.ModuleList([
            nn.ModuleList([Head(d_model, d_head) for _ in range(self.heads_per_group)])
            for _ in range(num_kv_heads)
        ])
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x, mask=None):
        if mask is not None and mask.dim() == 4:
            mask = mask[:, 0]
        outputs = [head(x, mask) for group in self.groups for head in group]
        return self.out(torch.cat(outputs, dim=-1))


if __name__ == "__main__":
    attention = GroupedQueryAttention(32, 8, 2)
    print(attention(torch.randn(2, 6, 32)).shape)
