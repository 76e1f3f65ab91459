import math

import torch
import torch.nn.functional as F


class OnlineSoftmax:
    def __init__(self, like):
        self.m = torch.full(like.shape[:-1] + (1,), float("-inf"), dtype=like.dtype)
        self.l = torch.zeros_like(self.m)
        self.o = torch.zeros_like(like)

    def update(self, scores, values):
        m = torch.maximum(self.m, scores.amax(-1, keepdim=True))
        p, alpha = torch.exp(scores - m), torch.exp(self.m - m)
        self.l = alpha * self.l + p.sum(-1, keepdim=True)
        self.o = alpha * self.o + p @ values
        self.m = m

    def result(self):
        return self.o / self.l


def flash_attention(query, key, value, block_size=64, causal=False):
    length = key.size(-2)
    blocks = math.ceil(length / block_size)
    missing = blocks * block_size - length
    key, value = F.pad(key, (0, 0, 0, missing)), F.pad(value, (0, 0, 0, missing))
    state = OnlineSoftmax(query)
    for j in range(blocks):
        place = torch.arange(j * block_size, (j + 1) * block_size)
        scores = query @ key[..., place, :].mT / math.sqrt(query.size(-1))
        scores = scores.masked_fill(place >= length, float("-inf"))
        if causal:
            scores = scores.masked_fill(place > torch.arange(query.size(-2))[:, None], float("-inf"))
        state.update(scores, value[..., place, :])
    return state.result()


if __name__ == "__main__":
    out = flash_attention(torch.randn(1, 1, 4, 2), torch.randn(1, 1, 5, 2), torch.randn(1, 1, 5, 2), 2)
    print("output", out.shape)
