from dataclasses import dataclass
from typing import Optional

import torch


@dataclass
class Visibility:
    """Which keys each query may see."""

    mask: Optional[torch.Tensor]
    causal: bool

    def hidden(self, scores):
        hidden = torch.zeros_like(scores, dtype=torch.bool)
        if self.mask is not None:
            hidden = hidden | ~self.mask
        if self.causal:
            hidden = hidden | torch.ones_like(scores, dtype=torch.bool).triu(1)
        return hidden


def score(q, k):
    return torch.bmm(q, k.transpose(1, 2)).mul_(q.shape[-1] ** -0.5)


def attention(query, key, value, mask=None, causal=False):
    scores = score(query, key)
    scores[Visibility(mask, causal).hidden(scores)] = float("-inf")
    return torch.softmax(scores, dim=2) @ value


if __name__ == "__main__":
    t = torch.randn(2, 6, 12)
    result = attention(t, t, t, causal=True)
    print(result.shape)
