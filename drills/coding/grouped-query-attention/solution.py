import math

import torch
from torch import nn


class GroupedQueryAttention(nn.Module):
    """Self-attention in which groups of query heads share a key and value head."""

    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        if d_model % num_heads != 0 or num_heads % num_kv_heads != 0:
            raise ValueError("num_heads must divide d_model, and num_kv_heads num_heads")
        self.num_heads = num_heads
        self.num_kv_heads = num_kv_heads
        self.d_head = d_model // num_heads
        self.q_proj = nn.Linear(d_model, num_heads * self.d_head)
        self.k_proj = nn.Linear(d_model, num_kv_heads * self.d_head)
        self.v_proj = nn.Linear(d_model, num_kv_heads * self.d_head)
        self.out_proj = nn.Linear(num_heads * self.d_head, d_model)

    def _split_heads(self, x, heads):
        """(B, T, heads * d_head) -> (B, heads, T, d_head)"""
        batch, length, _ = x.shape
        return x.view(batch, length, heads, self.d_head).transpose(1, 2)

    def forward(self, x, mask=None):
        """
        x (B, T, d_model) -> (B, T, d_model)
        mask: boolean, True = may attend, broadcastable to (B, num_heads, T, T)
        """
        q = self._split_heads(self.q_proj(x), self.num_heads)     # (B, H, T, d_head)
        k = self._split_heads(self.k_proj(x), self.num_kv_heads)  # (B, G, T, d_head)
        v = self._split_heads(self.v_proj(x), self.num_kv_heads)

        # Query head h uses key and value head h // group. A cache would hold k and v as they
        # are above; they are repeated for the product only.
        group = self.num_heads // self.num_kv_heads
        k = k.repeat_interleave(group, dim=1)  # (B, H, T, d_head)
        v = v.repeat_interleave(group, dim=1)

        scores = q @ k.transpose(-2, -1)  # (B, H, T, T)
        scores = scores / math.sqrt(self.d_head)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        weights = torch.softmax(scores, dim=-1)
        context = weights @ v  # (B, H, T, d_head)
        context = context.transpose(1, 2).flatten(2)  # (B, T, H * d_head)
        return self.out_proj(context)


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 5, 64)
    causal = torch.ones(5, 5, dtype=torch.bool).tril()

    for num_kv_heads in (8, 2, 1):  # multi-head, grouped-query, multi-query
        attention = GroupedQueryAttention(64, 8, num_kv_heads)
        changed = x.clone()
        changed[:, -1] += 1.0  # the future must not reach the past
        before, after = attention(x, causal), attention(changed, causal)
        assert torch.allclose(before[:, :-1], after[:, :-1], atol=1e-6)
        cached = 2 * num_kv_heads * attention.d_head
        print(f"{num_kv_heads} key-value heads: {cached} numbers a token in the cache")

    print(attention(x).shape)  # torch.Size([2, 5, 64])
