"""PyTorch's attention where there is one, with the mask aligned at the end."""
from typing import NamedTuple, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Cache(NamedTuple):
    k: Tensor
    v: Tensor


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    bias = torch.zeros_like(mask, dtype=q.dtype).masked_fill(~mask, float("-inf"))
    return F.softmax(q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5 + bias, dim=-1) @ v


class CausalSelfAttention(nn.Module):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.c_attn = nn.Linear(d_model, 3 * d_model)
        self.c_proj = nn.Linear(d_model, d_model)

    def forward(self, x: Tensor, cache: Optional[Cache] = None):
        B, T, C = x.shape
        shape = (B, T, self.num_heads, C // self.num_heads)
        q, k, v = (t.view(shape).transpose(1, 2) for t in self.c_attn(x).split(C, dim=2))
        if cache is not None:
            k, v = torch.cat([cache.k, k], -2), torch.cat([cache.v, v], -2)
        S = k.shape[-2]
        mask = torch.ones(S, S, dtype=torch.bool, device=x.device).tril()[-T:]
        y = attend(q, k, v, mask).transpose(1, 2).contiguous().view(B, T, C)
        return self.c_proj(y), Cache(k, v)


if __name__ == "__main__":
    print(CausalSelfAttention(8, 4)(torch.randn(2, 5, 8))[0].shape)
