import math
from typing import Optional, Tuple

import torch
from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, num_heads: int, dropout: float = 0.0, bias: bool = True):
        super().__init__()
        if d_model % num_heads:
            raise ValueError(f"{num_heads} heads do not divide {d_model}")
        self.num_heads = num_heads
        self.head_dim = d_model // num_heads
        self.in_proj_weight = nn.Parameter(torch.empty(3 * d_model, d_model))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * d_model)) if bias else None
        self.out_proj = nn.Linear(d_model, d_model, bias=bias)
        self.dropout = dropout
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(
        self, query: Tensor, key: Tensor, value: Tensor, mask: Optional[Tensor] = None
    ) -> Tuple[Tensor, Tensor]:
        w = self.in_proj_weight.chunk(3)
        b = self.in_proj_bias.chunk(3) if self.in_proj_bias is not None else [None] * 3
        q, k, v = [
            nn.functional.linear(x, w_, b_).unflatten(2, (self.num_heads, self.head_dim)).transpose(1, 2)
            for x, w_, b_ in zip((query, key, value), w, b)
        ]
        scores = q @ k.transpose(-1, -2) / math.sqrt(self.head_dim)
        if mask is not None:
            scores = scores.masked_fill(~mask, -float("inf"))
        weights = scores.softmax(-1)
        dropped = nn.functional.dropout(weights, self.dropout, self.training)
        output = self.out_proj((dropped @ v).transpose(1, 2).flatten(2))
        return output, weights.mean(dim=1)  # averaged over heads, as PyTorch's module returns them


if __name__ == "__main__":
    module = MultiHeadAttention(36, 4)
    tgt, mem = torch.randn(2, 3, 36), torch.randn(2, 6, 36)
    output, attn = module(tgt, mem, mem)
    print("output", output.shape, "weights", attn.shape)
