from dataclasses import dataclass
from typing import Callable, List, Optional

import torch
from torch import Tensor

Warper = Callable[[Tensor], Tensor]


@dataclass
class Temperature:
    value: float

    def __call__(self, scores: Tensor) -> Tensor:
        if self.value == 1.0:
            return scores
        return scores / self.value


@dataclass
class TopK:
    k: int

    def __call__(self, scores: Tensor) -> Tensor:
        k = min(self.k, scores.size(-1))
        threshold = scores.topk(k, dim=-1).values[..., -1, None]
        return scores.masked_fill(scores < threshold, float("-inf"))


@dataclass
class TopP:
    p: float

    def __call__(self, scores: Tensor) -> Tensor:
        ordered, indices = scores.sort(dim=-1, descending=True)
        cumulative = ordered.softmax(dim=-1).cumsum(dim=-1)
        remove = cumulative > self.p
        remove[..., 1:] = remove[..., :-1].clone()  # keep the one that crosses
        remove[..., 0] = False
        remove = remove.scatter(-1, indices, remove)
        return scores.masked_fill(remove, float("-inf"))


@dataclass
class Greedy:
    def __call__(self, scores: Tensor) -> Tensor:
        best = scores.max(dim=-1, keepdim=True).indices
        return torch.full_like(scores, float("-inf")).scatter(-1, best, 0.0)


def build_warpers(temperature: float, top_k: Optional[int], top_p: Optional[float]) -> List[Warper]:
    if temperature == 0:
        return [Greedy()]
    warpers: List[Warper] = [Temperature(temperature)]
    if top_k:  # None and 0 switch it off
        warpers.append(TopK(top_k))
    if top_p:
        warpers.append(TopP(top_p))
    return warpers


@torch.no_grad()
def next_token_probs(
    logits: Tensor,
    temperature: float = 1.0,
    top_k: Optional[int] = None,
    top_p: Optional[float] = None,
) -> Tensor:
    scores = logits.to(torch.float32) if logits.dtype == torch.bfloat16 else logits
    for warp in build_warpers(temperature, top_k, top_p):
        scores = warp(scores)
    return scores.softmax(dim=-1)


@torch.no_grad()
def sample_next_token(
    logits: Tensor,
    temperature: float = 1.0,
    top_k: Optional[int] = None,
    top_p: Optional[float] = None,
    generator: Optional[torch.Generator] = None,
) -> Tensor:
    probs = next_token_probs(logits, temperature, top_k, top_p)
    return torch.multinomial(probs, 1, generator=generator).view(-1)


if __name__ == "__main__":
    logits = torch.randn(2, 50)
    print(next_token_probs(logits, temperature=0.7, top_k=20, top_p=0.9).shape)
    print(sample_next_token(logits, temperature=0.7, top_k=20, top_p=0.9))
