from __future__ import annotations

import torch
from torch import Tensor


def attend_tile(q: Tensor, key: Tensor, value: Tensor, first: int, size: int, causal: bool) -> Tensor:
    acc = torch.zeros_like(q)
    total = q.new_zeros(q.shape[:-1])
    peak = q.new_full(q.shape[:-1], -1e30)
    last = first + q.shape[2] - 1
    stop = last + 1 if causal else key.shape[2]  # blocks above the diagonal are skipped
    for begin in range(0, stop, size):
        end = min(begin + size, key.shape[2])
        logits = torch.matmul(q, key[:, :, begin:end].transpose(2, 3))
        if causal and end - 1 > first:
            r = torch.arange(first, last + 1).view(-1, 1)
            c = torch.arange(begin, end).view(1, -1)
            logits = torch.where(c <= r, logits, torch.full_like(logits, float("-inf")))
        higher = torch.max(peak, logits.max(dim=-1).values)
        shrink = (peak - higher).exp()
        p = (logits - higher.unsqueeze(-1)).exp()
        acc.mul_(shrink.unsqueeze(-1)).add_(p.matmul(value[:, :, begin:end]))
        total = total.mul(shrink).add(p.sum(-1))
        peak = higher
    return acc / total.unsqueeze(-1)


def flash_attention(query, key, value, block_size=64, causal=False, query_block=4):
    q = query * query.shape[-1] ** -0.5
    tiles = [
        attend_tile(q[:, :, at : at + query_block], key, value, at, block_size, causal)
        for at in range(0, q.shape[2], query_block)
    ]
    return torch.cat(tiles, dim=2)


if __name__ == "__main__":
    x = torch.randn(1, 2, 9, 4)
    print(flash_attention(x, x, x, block_size=2, causal=True).shape)
