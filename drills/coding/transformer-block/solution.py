import math

import torch
import torch.nn.functional as F
from torch import nn


class RMSNorm(nn.Module):
    """Divides every vector by its root mean square, with a learned gain."""

    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.gain = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.gain


class TransformerBlock(nn.Module):
    """Pre-norm self-attention and a SwiGLU feed-forward network."""

    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.num_heads = num_heads
        self.norm1 = RMSNorm(d_model)
        self.norm2 = RMSNorm(d_model)
        self.query = nn.Linear(d_model, d_model, bias=False)
        self.key = nn.Linear(d_model, d_model, bias=False)
        self.value = nn.Linear(d_model, d_model, bias=False)
        self.out = nn.Linear(d_model, d_model, bias=False)
        self.gate = nn.Linear(d_model, d_ff, bias=False)
        self.up = nn.Linear(d_model, d_ff, bias=False)
        self.down = nn.Linear(d_ff, d_model, bias=False)

    def _split_heads(self, y):
        """(B, T, d_model) -> (B, H, T, d_head)"""
        return y.unflatten(-1, (self.num_heads, -1)).transpose(1, 2)

    def attention(self, y, mask):
        q, k, v = (self._split_heads(layer(y)) for layer in (self.query, self.key, self.value))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # (B, H, T, T)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        context = torch.softmax(scores, dim=-1) @ v  # (B, H, T, d_head)
        return self.out(context.transpose(1, 2).flatten(2))

    def feed_forward(self, y):
        gate = F.silu(self.gate(y))  # (B, T, d_ff)
        return self.down(gate * self.up(y))

    def forward(self, x, mask=None):
        # What is carried on is never normalised: each part reads a normalised copy.
        h = x + self.attention(self.norm1(x), mask)
        return h + self.feed_forward(self.norm2(h))


if __name__ == "__main__":
    torch.manual_seed(0)
    block = TransformerBlock(d_model=64, num_heads=4, d_ff=176)
    x = torch.randn(2, 5, 64)
    causal = torch.ones(5, 5, dtype=torch.bool).tril()

    changed = x.clone()
    changed[:, -1] += 1.0  # the future must not reach the past
    before, after = block(x, causal), block(changed, causal)
    assert torch.allclose(before[:, :-1], after[:, :-1], atol=1e-6)

    nn.init.zeros_(block.out.weight)
    nn.init.zeros_(block.down.weight)
    assert torch.equal(block(x), x)  # only the residual path is left

    print(before.shape)  # torch.Size([2, 5, 64])
