"""The oracle: which bugs, put into a reference, make it agree with the candidate.

A drill writes one small functional reference that takes a set of bug flags. The oracle tries
no bug, each single bug, then pairs; within the first size that agrees, the smallest error wins
(two fills can differ by 1e-10 only).
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Callable

from torch import dtype as _dtype
from torch import float64

from .numbers import _TOLERANCES, flat, max_error

Flags = frozenset[str]


@dataclass(frozen=True)
class Match:
    """``bugs``, most explaining first; empty when the candidate is right. ``error`` is the
    largest absolute difference that is left."""

    bugs: tuple[str, ...]
    error: float


def explain(
    actual: Any,
    reference: Callable[[Flags], Any],
    bugs: Sequence[str],
    exclusive: Iterable[Iterable[str]] = (),
    most: int = 2,
    dtype: _dtype = float64,
    seconds: float = 0.35,
) -> Match | None:
    """The fewest bugs that explain ``actual``, or None.

    ``actual`` and what ``reference(flags)`` returns are tensors or equal nestings of tensors;
    a reference may raise ValueError for a combination that makes no sense. Bugs that share a
    group of ``exclusive`` are never combined. ``seconds`` bounds the search beyond singles.
    """
    relative, absolute = _TOLERANCES[dtype]
    groups = [frozenset(group) for group in exclusive]
    errors: dict[Flags, float] = {}
    clean_size = 0.0

    def error_of(flags: Flags) -> float:
        nonlocal clean_size
        if flags not in errors:
            try:
                expected = reference(flags)
            except ValueError:
                errors[flags] = math.inf
                return math.inf
            clean_size = max(clean_size, *(abs(v) for v in flat(expected) if abs(v) < 1e6), 0.0)
            errors[flags] = max_error(actual, expected)
        return errors[flags]

    began = time.perf_counter()
    for count in range(most + 1):
        best: Flags | None = None
        for chosen in itertools.combinations(bugs, count):
            flags = frozenset(chosen)
            if any(len(flags & group) > 1 for group in groups):
                continue
            if count > 1 and time.perf_counter() - began > seconds:
                break
            if error_of(flags) <= absolute + relative * clean_size:
                if best is None or errors[flags] < errors[best]:
                    best = flags
        if best is not None:
            return Match(_ordered(best, error_of), errors[best])
    return None


def _ordered(flags: Flags, error_of: Callable[[Flags], float]) -> tuple[str, ...]:
    """By how wrong the reference is without each bug: what explains most comes first."""
    without: list[tuple[float, str]] = [(-error_of(flags - {bug}), bug) for bug in sorted(flags)]
    return tuple(bug for _, bug in sorted(without))
