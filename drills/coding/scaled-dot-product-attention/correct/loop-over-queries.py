import math

import torch


def attend_one(q, keys, values):
    """One query (d,) over the keys (n, d) that it may see."""
    scores = torch.stack([(q * k).sum() for k in keys]) / math.sqrt(len(q))
    weights = scores.softmax(0)
    return sum(w * v for w, v in zip(weights, values))


def attention(query, key, value, mask=None, causal=False):
    B, Tq, _ = query.shape
    Tk = key.shape[1]
    if mask is not None:
        mask = mask.expand(B, Tq, Tk)
    batch = []
    for b in range(B):
        rows = []
        for i in range(Tq):
            seen = [
                j for j in range(Tk)
                if (mask is None or mask[b, i, j]) and (not causal or j <= i)
            ]
            rows.append(attend_one(query[b, i], key[b, seen], value[b, seen]))
        batch.append(torch.stack(rows))
    return torch.stack(batch)


if __name__ == "__main__":
    x = torch.randn(2, 3, 4)
    print(attention(x, x, x, causal=True).shape)
