"""The oracle: which bugs, put into a reference, make it agree with the candidate.

A drill writes one small functional reference that takes a set of bug flags. The oracle tries
no bug, each single bug, then pairs; within the first size that agrees, the smallest error wins
(two fills can differ by 1e-10 only), and among equals the one that is listed first.

A flag is a mistake's id, or ``id.variant`` where one mistake has several shapes.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from torch import dtype as _dtype
from torch import float64

from .numbers import flat, max_error, tolerance

Flags = frozenset[str]

# Errors below this share of the values' size are rounding and rank nothing.
_ROUNDING = {float64: 1e-12}


@dataclass(frozen=True)
class Match:
    """``bugs`` are flags, most explaining first; empty when the candidate is right.

    ``error`` is the largest absolute difference that is left, ``effects`` that which each bug
    alone makes (between the reference with all bugs and with all but this one).
    """

    bugs: tuple[str, ...]
    error: float
    effects: tuple[float, ...]


def mistake_of(flag: str) -> str:
    """The mistake's id of a flag."""
    return flag.split(".", 1)[0]


def explain(
    actual: Any,
    reference: Callable[[Flags], Any],
    bugs: Sequence[str],
    exclusive: Iterable[Iterable[str]] = (),
    most: int = 2,
    least: int = 0,
    dtype: _dtype = float64,
    seconds: float = 0.3,
) -> Match | None:
    """The fewest bugs that explain ``actual``, or None.

    ``actual`` and what ``reference(flags)`` returns are tensors or equal nestings of tensors;
    a reference may raise ValueError for a combination that makes no sense. Variants of one
    mistake, and bugs that share a group of ``exclusive``, are never combined. ``seconds``
    bounds the search beyond single bugs. Only sets of ``least`` to ``most`` bugs are tried.
    """
    size = max((abs(v) for v in flat(actual) if math.isfinite(v)), default=0.0)
    relative, absolute = tolerance(dtype)
    allowed, rounding = absolute + relative * size, _ROUNDING.get(dtype, 1e-6) * (1.0 + size)
    groups = [frozenset(group) for group in exclusive]
    began = time.perf_counter()
    for count in range(least, most + 1):
        best: Flags | None = None
        nearest = math.inf
        for chosen in itertools.combinations(bugs, count):
            flags = frozenset(chosen)
            if count > 1:
                if any(len(flags & group) > 1 for group in groups):
                    continue
                if len({mistake_of(flag) for flag in flags}) < count:
                    continue
                if time.perf_counter() - began > seconds:
                    break
            error = _error(actual, reference, flags)
            if error <= allowed and error < nearest - rounding:
                best, nearest = flags, error
        if best is not None:
            return _match(best, nearest, reference)
    return None


def _error(actual: Any, reference: Callable[[Flags], Any], flags: Flags) -> float:
    try:
        return max_error(actual, reference(flags))
    except ValueError:
        return math.inf


def _match(flags: Flags, error: float, reference: Callable[[Flags], Any]) -> Match:
    whole = reference(flags)
    effects = {bug: _error(whole, reference, flags - {bug}) for bug in flags}
    ordered = tuple(sorted(flags, key=lambda bug: (-effects[bug], bug)))
    return Match(ordered, error, tuple(effects[bug] for bug in ordered))
