import math

import torch
import torch.nn.functional as F


def attention(query, key, value, mask=None, causal=False):
    d_k = query.size(-1)
    scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(d_k)
    if causal:
        Tq, Tk = scores.shape[-2:]
        causal_mask = torch.tril(torch.ones(Tq, Tk, dtype=torch.bool, device=query.device))
        mask = causal_mask if mask is None else mask & causal_mask
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    weights = F.softmax(scores, dim=-1)
    return torch.matmul(weights, value), weights


if __name__ == "__main__":
    q, k, v = torch.randn(2, 4, 16), torch.randn(2, 6, 16), torch.randn(2, 6, 10)
    out, w = attention(q, k, v)
    print(out.shape, w.shape)
