"""What is seen of sampling: how often tokens are drawn."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom

_DRAWS = 2000


def symptom(program: types.ModuleType) -> Symptom:
    """Draws from one row of logits many times, and twice from the same state."""
    logits = torch.tensor([[1.0, 3.0, -0.5, 2.0, 0.0, 2.5, 1.6, -2.0]]).repeat(_DRAWS, 1)

    def shares(**options: float) -> torch.Tensor:
        """How often each token is drawn."""
        generator = torch.Generator().manual_seed(3)
        drawn = program.sample_next_token(logits, generator=generator, **options)
        return torch.bincount(drawn, minlength=8) / _DRAWS

    curve = [shares(temperature=0.25 * step)[1].item() for step in range(9)]
    again = [program.sample_next_token(logits[:20]).tolist() for _ in range(2)]
    generator = torch.Generator().manual_seed(3)
    batches = [program.sample_next_token(logits[:20], generator=generator) for _ in range(2)]
    repeated = [shares().tolist() for _ in range(2)]
    return Symptom(
        f"drew {_DRAWS:,} tokens from the same eight logits, in several ways",
        {"The frequency of the likeliest token at temperatures from 0 to 2": curve},
        {
            "The number of different tokens drawn with top-k 3": int((shares(top_k=3) > 0).sum()),
            "The number of different tokens drawn with top-p 0.7": (
                int((shares(top_p=0.7) > 0).sum())
            ),
            "The number of different tokens at temperature 0.5 with top-p 0.9": (
                int((shares(temperature=0.5, top_p=0.9) > 0).sum())
            ),
            "The number of different tokens with top-k 3 and top-p 0.8": (
                int((shares(top_k=3, top_p=0.8) > 0).sum())
            ),
            "The sum of the probabilities with top-p 0.7": (
                program.next_token_probs(logits[:1], top_p=0.7).sum().item()
            ),
            "The number of different results of two calls": len(set(map(tuple, again))),
            "The number of different results of two calls that share a generator": (
                len(torch.stack(batches).unique(dim=0))
            ),
            "The number of different results with the same seed": len(set(map(tuple, repeated))),
        },
    )
