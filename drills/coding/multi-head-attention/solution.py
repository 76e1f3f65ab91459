import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """Multi-head scaled dot-product attention, batch first."""

    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads != 0:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.d_head = d_model // num_heads
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def _split_heads(self, x):
        """(B, T, d_model) -> (B, H, T, d_head)"""
        batch, length, _ = x.shape
        # Cut the feature axis first, then swap heads and positions.
        return x.view(batch, length, self.num_heads, self.d_head).transpose(1, 2)

    def forward(self, query, key, value, mask=None):
        """
        query (B, Tq, d_model), key and value (B, Tk, d_model) -> (B, Tq, d_model)
        mask: boolean, True = may attend, broadcastable to (B, H, Tq, Tk)
        """
        q = self._split_heads(self.q_proj(query))  # (B, H, Tq, d_head)
        k = self._split_heads(self.k_proj(key))    # (B, H, Tk, d_head)
        v = self._split_heads(self.v_proj(value))  # (B, H, Tk, d_head)

        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_head)  # (B, H, Tq, Tk)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        weights = torch.softmax(scores, dim=-1)  # each query's weights sum to 1

        context = weights @ v  # (B, H, Tq, d_head)
        # Back to (B, Tq, H, d_head) before the heads are joined.
        context = context.transpose(1, 2).flatten(2)
        return self.out_proj(context)


if __name__ == "__main__":
    torch.manual_seed(0)
    attention = MultiHeadAttention(d_model=64, num_heads=4)

    x = torch.randn(2, 5, 64)
    causal = torch.ones(5, 5, dtype=torch.bool).tril()
    changed = x.clone()
    changed[:, -1] += 1.0  # the future must not reach the past
    before, after = attention(x, x, x, causal), attention(changed, changed, changed, causal)
    assert torch.allclose(before[:, :-1], after[:, :-1], atol=1e-6)

    memory = torch.randn(2, 7, 64)
    output = attention(x, memory, memory)  # cross-attention: Tq = 5, Tk = 7
    print(output.shape)  # torch.Size([2, 5, 64])
