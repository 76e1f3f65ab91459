import math

import torch
from torch import nn


class Attention(nn.Module):
    def forward(self, query, key, value, mask=None, causal=False):
        scores = query @ key.transpose(-2, -1) / math.sqrt(query.size(-1))
        if causal:
            triangle = torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).tril()
            mask = triangle if mask is None else mask & triangle
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        return scores.softmax(dim=-1) @ value


if __name__ == "__main__":
    x = torch.randn(2, 4, 8)
    print(Attention()(x, x, x, causal=True).shape)
