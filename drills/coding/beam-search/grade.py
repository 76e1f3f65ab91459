"""Beam search: the winner and its score, over models that are tables of random numbers."""

from __future__ import annotations

import functools
import math
import re
import zlib
from operator import index
from typing import Any

import torch
from torch import Tensor

from grader import procedures
from grader.numbers import randn
from grader.programs import Scenario

START, EOS = 0, 2
FACETS = {"tokens": "The list of tokens", "score": "The score"}


@functools.lru_cache(maxsize=None)
def row(seed: int, size: int, spread: float, ending: float, gaps: bool, prefix: tuple) -> Tensor:
    """Log-probabilities after a prefix, which depend on all of it."""
    key = zlib.crc32(repr((seed, prefix)).encode())
    logits = randn(size, seed=key, dtype=torch.float64) * spread
    logits[EOS] += ending
    if gaps:
        logits[(sum(prefix) + len(prefix)) % size or 1] = -math.inf
    return logits.log_softmax(0)


class Model:
    """What is asked of a prefix that has ended gets an answer as well, which must not matter."""

    def __init__(self, dtype: torch.dtype, *numbers: Any) -> None:
        self._dtype, self._numbers = dtype, numbers

    def __call__(self, prefixes: Tensor) -> Tensor:
        if prefixes.dim() != 2 or not len(prefixes) or prefixes.dtype != torch.int64:
            raise ValueError("`step_fn` takes an int64 tensor of shape (N, t), with N at least 1")
        rows = [row(*self._numbers, tuple(prefix)) for prefix in prefixes.tolist()]
        return torch.stack(rows).to(self._dtype)


def plain(value: Any) -> Any:
    """Lists of whole numbers and floats, whatever they are held in."""
    value = value.tolist() if isinstance(value, Tensor) else value
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return index(value) if hasattr(value, "__index__") else value


def scenario(where: str, numbers: tuple, width: int, most: int, penalty: float) -> Scenario:
    """``numbers`` make a model in which all free choices find the same winner."""

    def run(get, setting, record):
        more = (penalty,) if penalty else ()
        step = Model(setting.dtype, *numbers)
        found = get("beam_search")(step, START, EOS, width, most, *more)
        pair = isinstance(found, (tuple, list)) and len(found) == 2
        record["tokens"] = plain(found[0]) if pair else plain(found)
        record["score"] = plain(found[1]) if pair else "missing"

    return Scenario(where, run, {facet: f"{what} {where}" for facet, what in FACETS.items()})


QUESTION = procedures.question(
    __file__,
    "beam_search",
    scenarios=(
        scenario("for a beam of 3", (272532, 4, 1.5, 0.0, False), 3, 5, 0.0),
        scenario("with a length penalty of 0.6", (334606, 4, 1.0, 0.0, False), 2, 5, 0.6),
        scenario("with a length penalty of 1", (39577, 3, 2.0, -1.0, False), 4, 3, 1.0),
        scenario("for a beam wider than the vocabulary", (909351, 3, 2.0, 0.0, False), 7, 4, 1.5),
        scenario("for a beam of 1", (412357, 5, 1.0, 0.0, False), 1, 5, 1.5),
        scenario("where nothing ends", (274032, 4, 1.5, -30.0, False), 2, 4, 0.6),
        scenario("for `max_length=1`", (617278, 5, 1.0, 1.0, False), 3, 1, 1.5),
        scenario("with tokens that are forbidden", (355761, 6, 1.5, 1.0, True), 4, 3, 1.5),
    ),
    titles={"values": "It finds the best hypothesis, with its score"},
    prints=lambda text, shapes: re.search(r"\d", text) is not None,
    no_print="Running the file prints no result.",
)
STAGES = QUESTION.stages
