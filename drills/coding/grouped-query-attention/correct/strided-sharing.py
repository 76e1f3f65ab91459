import math

import torch
from torch import nn, Tensor


class GroupedQueryAttention(nn.Module):
    """Query head h shares the key and value head h % num_kv_heads."""

    def __init__(self, d_model: int, num_heads: int, num_kv_heads: int) -> None:
        super().__init__()
        self.heads = num_heads
        self.kv_heads = num_kv_heads
        width = d_model // num_heads
        self.to_q = nn.Linear(d_model, num_heads * width)
        self.to_kv = nn.Linear(d_model, 2 * num_kv_heads * width)
        self.to_out = nn.Linear(num_heads * width, d_model)

    def forward(self, x: Tensor, mask=None):
        b, t, _ = x.shape
        q = self.to_q(x).reshape(b, t, self.heads, -1).transpose(1, 2)
        k, v = self.to_kv(x).reshape(b, t, 2, self.kv_heads, -1).permute(2, 0, 3, 1, 4)
        times = self.heads // self.kv_heads
        k = k.repeat(1, times, 1, 1)
        v = v.repeat(1, times, 1, 1)
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
        if mask is not None:
            scores = scores.masked_fill(~mask, -math.inf)
        weights = scores.softmax(-1)
        out = (weights @ v).transpose(1, 2).reshape(b, t, -1)
        return self.to_out(out), weights


if __name__ == "__main__":
    layer = GroupedQueryAttention(30, 6, 2)
    out, weights = layer(torch.randn(1, 4, 30))
    print(out.shape, weights.shape)
