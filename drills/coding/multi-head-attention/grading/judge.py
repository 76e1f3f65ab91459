"""Explains what a candidate computes: without a mask, with masks, and across lengths."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor, isfinite, nan_to_num

from grader import oracle
from grader.numbers import close, max_error, tolerance

from .probes import T_QUERY, Probe, inputs, masks
from .reference import BUGS, EXCLUSIVE, LAYOUTS, MASK_BUGS, Weights, attention
from .roles import Hypothesis, Roles, hypotheses

Flags = frozenset
NONE: Flags = frozenset()
FINITE = -1e9  # as good a fill as -inf
_SECONDS = 0.3  # for the search over bugs


@dataclass(frozen=True)
class Account:
    """What the candidate computes: matrices, bug flags and how much each bug matters."""

    weights: Weights
    flags: Flags
    mistakes: tuple[tuple[str, float], ...]  # (mistake id, effect), also those implied
    remark: str | None = None

    def outputs(
        self, arguments: Sequence[Tensor], mask: Tensor | None = None, more: Flags = NONE
    ) -> list[Tensor]:
        """What the candidate may return here: with masked scores at -inf, or at -1e9. ValueError
        where it cannot return anything."""
        flags = self.flags | more
        fills = (None,) if mask is None else (None, FINITE)
        return [settled(attention(self.weights, arguments, mask, flags, f)) for f in fills]


def settled(value: Tensor) -> Tensor:
    """NaN becomes a number, so that a NaN that a bug predicts counts as agreement."""
    return nan_to_num(value.detach(), nan=1e4)


def explain(
    probe: Probe,
    readings: Sequence[Roles],
    cases: Sequence[Sequence[Tensor]],
    actual: Sequence[Tensor],
    most: int = 2,
) -> Account | None:
    """The cheapest account that gives ``actual`` for the arguments in ``cases``, all at once,
    with at most ``most`` mistakes more than the weights themselves imply."""
    found = [settled(a) for a in actual]
    guesses = [guess for roles in readings for guess in hypotheses(roles)]
    cheapest = min((guess.cost for guess in guesses), default=0)
    end = time.perf_counter() + _SECONDS
    for total in range(cheapest, cheapest + most + 1):
        for guess in guesses:
            count = total - guess.cost
            if count < 0:
                continue
            layouts = (LAYOUTS, LAYOUTS[:: len(LAYOUTS) - 1], LAYOUTS[:1])[count]
            for layout in layouts:
                weights = guess.weights.arranged(layout)
                account = _try(probe, guess, weights, cases, found, count, end)
                if account is not None:
                    return account
    return None


def _try(
    probe: Probe,
    guess: Hypothesis,
    weights: Weights,
    cases: Sequence[Sequence[Tensor]],
    found: Sequence[Tensor],
    count: int,
    end: float,
) -> Account | None:
    """An account with exactly ``count`` bugs: found on the first case, confirmed on all."""
    left = end - time.perf_counter()
    if left < 0:
        return None

    def reference(flags: Flags) -> Tensor:
        return settled(attention(weights, cases[0], None, flags))

    match = oracle.explain(
        found[0],
        reference,
        BUGS,
        EXCLUSIVE,
        least=count,
        most=count,
        dtype=probe.dtype,
        seconds=left,
    )
    if match is not None:
        flags = frozenset(match.bugs)
        others = [settled(attention(weights, case, None, flags)) for case in cases[1:]]
        if not all(close(out, other, probe.dtype) for out, other in zip(found[1:], others)):
            return None
    if match is None:
        return None
    named = {oracle.mistake_of(f): effect for f, effect in zip(match.bugs, match.effects)}
    for mistake in guess.mistakes:
        named.setdefault(mistake, 0.5)
    if weights.is_shared:
        named.setdefault("heads-share-weights", 0.5)
    remark = guess.remark
    averaged = any(f.startswith("heads-averaged") for f in match.bugs)
    if weights.width == weights.d_model and not averaged and remark is None:
        wanted = weights.d_model // weights.heads
        remark = f"Each head is {weights.width} wide; d_model / num_heads is {wanted}."
    return Account(weights, Flags(match.bugs), tuple(named.items()), remark)


@dataclass(frozen=True)
class Masked:
    """What masks did: fits with ``flags`` (none: right), raised, or unexplained."""

    flags: Flags | None = None
    error: BaseException | None = None
    rank: int = 0  # of the mask that raised or did not fit
    gap: float = 0.0
    finite: bool = True
    excused: bool = False  # a mistake that is named already cannot take a mask

    @property
    def right(self) -> bool:
        return self.flags is not None and not self.flags


def with_masks(probe: Probe, account: Account, ranks: Sequence[int]) -> Masked:
    """Explains the outputs under masks of these ranks together, given the account without."""
    arguments = inputs(probe.dtype, T_QUERY, T_QUERY, seed=31)
    forms = [canonical(rank, T_QUERY, T_QUERY) for rank in ranks]

    def reference(flags: Flags, fill: float | None = None) -> list[Tensor]:
        every = account.flags | flags
        return [settled(attention(account.weights, arguments, form, every, fill)) for form in forms]

    try:
        clean = reference(NONE)
    except ValueError:
        return Masked(excused=True)
    actual: list[Tensor] = []
    for rank in ranks:
        ran = probe.output(arguments, masks(T_QUERY, T_QUERY)[rank])
        if not isinstance(ran.value, Tensor):
            return Masked(error=ran.error, rank=rank)
        actual.append(ran.value.detach())
    finite = all(bool(isfinite(a).all()) for a in actual)
    actual = [settled(a) for a in actual]
    if close(actual, reference(NONE, FINITE), probe.dtype):
        return Masked(NONE)
    match = oracle.explain(actual, reference, MASK_BUGS, [MASK_BUGS[2:]], dtype=probe.dtype)
    if match is not None:
        return Masked(frozenset(match.bugs))
    for more in (NONE, frozenset({"mask-inverted"})):
        if _fits_some_fill(probe, actual, lambda fill, more=more: reference(more, fill)):
            return Masked(more | {"mask-wrong-fill"})
    gaps = [max_error(a, c) for a, c in zip(actual, clean)]
    worst = max(range(len(gaps)), key=gaps.__getitem__)
    return Masked(rank=ranks[worst], gap=gaps[worst], finite=finite)


def canonical(rank: int, t_query: int, t_key: int) -> Tensor:
    """The mask of this rank in the form that broadcasts to (B, H, Tq, Tk)."""
    given = masks(t_query, t_key)
    return given[2][None, None] if rank == 2 else given[4]


def _fits_some_fill(
    probe: Probe, actual: Sequence[Tensor], reference: Callable[[float], list[Tensor]]
) -> bool:
    """Whether some finite fill explains the outputs: a search over its value."""

    def error(fill: float) -> float:
        return max_error(actual, reference(fill))

    relative, absolute = tolerance(probe.dtype)
    allowed = absolute + relative * max(1.0, *(float(a.abs().max()) for a in actual))
    grid = [-30.0 + step for step in range(61)]
    errors = [error(fill) for fill in grid] + [error(1e4)]
    if min(errors) <= allowed:
        return True
    best = errors[:-1].index(min(errors[:-1]))
    if not math.isfinite(errors[best]):
        return False
    return _minimum(error, grid[best] - 1.0, grid[best] + 1.0) <= allowed * 10


def _minimum(function: Callable[[float], float], low: float, high: float) -> float:
    """Golden-section search."""
    ratio = (math.sqrt(5) - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    at_a, at_b = function(a), function(b)
    for _ in range(45):
        if at_a < at_b:
            high, b, at_b = b, a, at_a
            a = high - ratio * (high - low)
            at_a = function(a)
        else:
            low, a, at_a = a, b, at_b
            b = low + ratio * (high - low)
            at_b = function(b)
    return min(at_a, at_b)
