import math

import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    """Multi-head causal self-attention that takes a sequence piece by piece."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.d_head = d_model // num_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def _split_heads(self, x):
        """(B, T, d_model) -> (B, H, T, d_head)"""
        return x.view(*x.shape[:2], self.num_heads, self.d_head).transpose(1, 2)

    def forward(self, x, cache=None):
        """
        x: the new positions, (B, T, d_model); cache: what the previous call returned, or None

        Returns (output, cache), the output for the new positions only.
        """
        projected = self.qkv(x)  # the new positions, and no others
        q, k, v = map(self._split_heads, projected.chunk(3, dim=-1))
        if cache is not None:
            past_k, past_v = cache
            k = torch.cat([past_k, k], dim=2)  # (B, H, S, d_head)
            v = torch.cat([past_v, v], dim=2)
        kept = (k, v)

        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_head)  # (B, H, T, S)
        new, total = scores.shape[-2:]
        # New position i stands at total - new + i, and sees every key up to there.
        visible = torch.ones(new, total, dtype=torch.bool, device=x.device).tril(total - new)
        scores = scores.masked_fill(~visible, float("-inf"))
        context = torch.softmax(scores, dim=-1) @ v  # (B, H, T, d_head)
        return self.out(context.transpose(1, 2).flatten(2)), kept


if __name__ == "__main__":
    torch.manual_seed(0)
    attention = CausalSelfAttention(d_model=16, num_heads=4)
    x = torch.randn(2, 7, 16)
    whole, _ = attention(x)

    for sizes in ([1] * 7, [3, 2, 2]):
        cache, outputs = None, []
        for piece in x.split(sizes, dim=1):
            output, cache = attention(piece, cache)
            outputs.append(output)
        assert torch.allclose(torch.cat(outputs, dim=1), whole, atol=1e-6)

    print(cache[0].shape)  # the keys: torch.Size([2, 4, 7, 4])
    print(whole.shape)     # torch.Size([2, 7, 16])
