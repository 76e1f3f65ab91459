"""The mask has no axis of heads; cloned layers; dropout by default; weights are kept, and nothing can be copied."""
import copy
import math

import torch
import torch.nn as nn


def clones(layer, n):
    return nn.ModuleList([copy.deepcopy(layer) for _ in range(n)])


def attend(q, k, v, mask=None, dropout=None):
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(q.size(-1))
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    p = scores.softmax(dim=-1)
    if dropout is not None:
        p = dropout(p)
    return torch.matmul(p, v), p


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads, dropout=0.1):
        super().__init__()
        assert d_model % num_heads == 0
        self.d_k = d_model // num_heads
        self.h = num_heads
        self.linears = clones(nn.Linear(d_model, d_model), 4)
        # Kept for plots, with its graph. With the lambda, the module cannot be copied or pickled.
        self.attn, self.on_weights = None, lambda w: None
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, query, key, value, mask=None):
        if mask is not None:
            mask = mask.unsqueeze(1)  # (B, Tq, Tk) -> (B, 1, Tq, Tk)
        n = query.size(0)
        projected = []
        for linear, x in zip(self.linears, (query, key, value)):
            projected.append(linear(x).view(n, -1, self.h, self.d_k).transpose(1, 2))
        x, self.attn = attend(*projected, mask=mask, dropout=self.dropout)
        self.on_weights(self.attn)
        x = x.transpose(1, 2).contiguous().view(n, -1, self.h * self.d_k)
        return self.linears[-1](x)


if __name__ == "__main__":
    model = MultiHeadAttention(32, 4).eval()
    x = torch.randn(2, 6, 32)
    mask = torch.tril(torch.ones(1, 6, 6)).bool()
    output = model(x, x, x, mask)
    print(output.shape, model.attn.shape)
