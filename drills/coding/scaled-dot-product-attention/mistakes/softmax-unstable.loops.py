import math

import torch


def attention(query, key, value, mask=None, causal=False):
    B, Tq, d = query.shape
    Tk = key.shape[1]
    allowed = torch.ones(B, Tq, Tk, dtype=torch.bool)
    if mask is not None:
        allowed = allowed & mask
    outputs = []
    for b in range(B):
        for i in range(Tq):
            total = 0.0
            mixed = torch.zeros_like(value[b, 0])
            for j in range(Tk):
                if not allowed[b, i, j] or (causal and j > i):
                    continue
                weight = torch.exp(torch.dot(query[b, i], key[b, j]) / math.sqrt(d))
                total = total + weight
                mixed = mixed + weight * value[b, j]
            outputs.append(mixed / total)
    return torch.stack(outputs).reshape(B, Tq, -1)


if __name__ == "__main__":
    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6)
    print(attention(q, k, v).shape)
