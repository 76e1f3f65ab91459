"""The sampler, watched as it draws: where its tokens come from, and how it uses a generator."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Generator, Tensor

from grader.cases import Get, Setting
from grader.programs import Record, Scenario

ROW = torch.tensor([[0.4, 1.0, -0.5, 0.1, -math.inf], [1.2, 0.0, 0.9, -0.7, 0.3]])
DRAWS = 300  # for each row


def drawn(get: Get, setting: Setting, record: Record) -> None:
    """Draws with and without a generator."""
    row = ROW.to(setting.dtype)

    def sample(generator: Generator | None = None, copies: int = 30) -> Any:
        return get("sample_next_token")(row.repeat(copies, 1), generator=generator)

    tokens = sample(copies=DRAWS)
    record["shape"], record["dtype"] = torch.zeros(tokens.shape), str(tokens.dtype)
    record["single"] = torch.zeros(get("sample_next_token")(row[:1].clone()).shape)
    record["frequencies"] = fit(tokens, get("next_token_probs")(row.clone()))
    source = Generator().manual_seed(3)
    start, state = source.get_state(), torch.get_rng_state()
    tokens = sample(source)
    used = not torch.equal(start, source.get_state())
    record["state"] = "another one" if used else "the one from before"
    kept = torch.equal(state, torch.get_rng_state())
    record["global state"] = "the one from before" if kept else "another one"
    record["next draw"] = compared(tokens, sample(source))
    source.set_state(start)
    record["repetition"] = compared(tokens, sample(source))
    torch.manual_seed(5)
    tokens = sample()
    record["global next draw"] = compared(tokens, sample())
    torch.manual_seed(5)
    record["global repetition"] = compared(tokens, sample())


def compared(first: Tensor, second: Tensor) -> str:
    return "the same tokens" if torch.equal(first, second) else "other tokens"


def restricted(get: Get, setting: Setting, record: Record) -> None:
    """Draws with all filters on."""
    row, options = ROW.to(setting.dtype), (0.8, 3, 0.9)
    probs = get("next_token_probs")(row.clone(), *options)
    source = Generator().manual_seed(4)
    tokens = get("sample_next_token")(row.repeat(DRAWS, 1), *options, source)
    record["filtered"] = fit(tokens, probs)


def fit(tokens: Tensor, probs: Tensor) -> str:
    """What the tokens were drawn from, within five standard deviations of each count."""
    rows = tokens.reshape(-1, 2).T
    counts = torch.stack([torch.bincount(row, minlength=5) for row in rows])
    if bool((counts == DRAWS).any(-1).all()):
        return "a single token"
    expected = probs.to(torch.float64) / probs.to(torch.float64).sum(-1, keepdim=True)
    allowed = 5 * (DRAWS * expected * (1 - expected)).sqrt() + 1e-6
    own = bool(((counts - DRAWS * expected).abs() <= allowed).all())
    return "`next_token_probs`" if own else "another distribution"


FACETS = {
    "shape": "The tensor of sampled tokens",
    "single": "The tensor of sampled tokens for a batch of one",
    "dtype": "The dtype of the sampled tokens",
    "frequencies": "The distribution of the sampled tokens",
    "state": "The state of the generator after a draw",
    "global state": "The state of the global generator after a draw from another one",
    "next draw": "The second draw with a generator",
    "repetition": "A draw with a generator in the same state",
    "global next draw": "The second draw without a generator",
    "global repetition": "A draw without a generator after the same seed",
}
FILTERED = {"filtered": "The distribution of the sampled tokens with filters"}
SCENARIOS = (
    Scenario("drawn", drawn, FACETS, dict.fromkeys(FACETS, "sampler"), "sampler"),
    Scenario("restricted", restricted, FILTERED, {"filtered": "sampler"}, "filters"),
)
