"""What is seen of sampling: how often each token is drawn."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom

_DRAWS = 2000


def symptom(program: types.ModuleType) -> Symptom:
    """Draws from one row of logits many times, and twice from the same state."""
    logits = torch.tensor([[1.0, 3.0, -0.5, 2.0, 0.0, 2.5, 1.6, -2.0]])

    def frequencies(**options: float) -> list[float]:
        generator = torch.Generator().manual_seed(3)
        rows = logits.repeat(_DRAWS, 1)
        drawn = program.sample_next_token(rows, generator=generator, **options)
        return (torch.bincount(drawn, minlength=8) / _DRAWS).tolist()

    plain = frequencies(temperature=0.7)
    filtered = frequencies(temperature=1.5, top_k=5, top_p=0.85)
    top_p = program.next_token_probs(logits, top_p=0.5)
    greedy = program.sample_next_token(logits.repeat(50, 1), temperature=0)
    generator = torch.Generator().manual_seed(3)
    calls = [
        program.sample_next_token(logits.repeat(20, 1), generator=generator).tolist()
        for _ in range(2)
    ]
    return Symptom(
        f"drew {_DRAWS} tokens from the same logits, with and without filters",
        {
            "The frequency of each token at temperature 0.7": plain,
            "The frequency of each token at temperature 1.5, top-k 5 and top-p 0.85": filtered,
        },
        {
            "The number of tokens that top-k 5 and top-p 0.85 keep": sum(f > 0 for f in filtered),
            "The number of tokens that top-p 0.5 keeps": int((top_p > 0).sum()),
            "The number of different tokens at temperature 0": len(set(greedy.tolist())),
            "The number of different results of two calls": len(set(map(tuple, calls))),
        },
    )
