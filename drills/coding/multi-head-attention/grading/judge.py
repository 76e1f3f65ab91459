"""Explains what a candidate computes: without a mask, with masks, and across lengths."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor, nan_to_num

from grader import oracle
from grader.numbers import max_error, tolerance

from .probes import T_QUERY, Probe, inputs, masks
from .reference import BUGS, EXCLUSIVE, LAYOUTS, MASK_BUGS, Weights, attention
from .roles import Hypothesis, Roles, hypotheses

Flags = frozenset
NONE: Flags = frozenset()


@dataclass(frozen=True)
class Account:
    """What the candidate computes: matrices, bug flags and how much each bug matters."""

    weights: Weights
    flags: Flags
    mistakes: tuple[tuple[str, float], ...]  # (mistake id, effect), also those implied
    remark: str | None = None

    def output(
        self, arguments: Sequence[Tensor], mask: Tensor | None = None, more: Flags = NONE
    ) -> Tensor:
        """What the candidate should return here; ValueError where it cannot return anything."""
        return attention(self.weights, arguments, mask, self.flags | more)


def settled(value: Tensor) -> Tensor:
    """NaN becomes a number, so that a NaN that a bug predicts counts as agreement."""
    return nan_to_num(value.detach(), nan=1e4)


def explain(
    probe: Probe, roles: Roles, cases: Sequence[Sequence[Tensor]], actual: Sequence[Tensor]
) -> Account | None:
    """The cheapest account that gives ``actual`` for the arguments in ``cases``, all at once."""
    found = [settled(a) for a in actual]
    guesses = list(hypotheses(roles))
    cheapest = min((guess.cost for guess in guesses), default=0)
    for total in range(cheapest, cheapest + 3):
        for guess in guesses:
            count = total - guess.cost
            if count < 0:
                continue
            layouts = LAYOUTS if count == 0 else LAYOUTS[:: len(LAYOUTS) - 1]
            for layout in layouts if count < 2 else LAYOUTS[:1]:
                account = _try(probe, guess, guess.weights.arranged(layout), cases, found, count)
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
) -> Account | None:
    def reference(flags: Flags) -> list[Tensor]:
        return [settled(attention(weights, arguments, None, flags)) for arguments in cases]

    match = oracle.explain(
        found, reference, BUGS, EXCLUSIVE, least=count, most=count, dtype=probe.dtype
    )
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
    """What one rank of mask did: fits with ``flags`` (none: right), raised, or unexplained."""

    rank: int
    flags: Flags | None = None
    error: BaseException | None = None
    excused: bool = False  # the account itself cannot take a mask
    gap: float = 0.0

    @property
    def right(self) -> bool:
        return self.flags is not None and not self.flags


def with_mask(probe: Probe, account: Account, rank: int) -> Masked:
    """Explains the output under a mask of this rank, given the account without a mask."""
    arguments = inputs(probe.dtype, T_QUERY, T_QUERY, seed=31)
    given = masks(T_QUERY, T_QUERY)
    canonical = given[2][None, None] if rank == 2 else given[4]

    def reference(flags: Flags) -> Tensor:
        return settled(account.output(arguments, canonical, flags))

    try:
        clean = reference(Flags())
        excused = False
    except ValueError:
        clean, excused = None, True
    ran = probe.output(arguments, given[rank])
    if ran.error is not None:
        return Masked(rank, error=ran.error, excused=excused)
    if not isinstance(ran.value, Tensor):
        return Masked(rank, excused=excused)
    actual = settled(ran.value)
    match = oracle.explain(actual, reference, MASK_BUGS, [MASK_BUGS[2:]], dtype=probe.dtype, most=2)
    if match is not None:
        return Masked(rank, Flags(match.bugs), excused=excused)
    inverted: Flags
    for inverted in (Flags(), Flags({"mask-inverted"})):
        if _fits_some_fill(probe, account, arguments, canonical, actual, inverted):
            return Masked(rank, inverted | {"mask-wrong-fill"}, excused=excused)
    gap = max_error(actual, clean) if clean is not None else math.inf
    return Masked(rank, excused=excused, gap=gap)


def _fits_some_fill(
    probe: Probe,
    account: Account,
    arguments: Sequence[Tensor],
    mask: Tensor,
    actual: Tensor,
    more: Flags,
) -> bool:
    """Whether some finite fill explains the output: a search over its value."""

    def error(fill: float) -> float:
        try:
            flags = account.flags | more
            expected = attention(account.weights, arguments, mask, flags, fill)
        except ValueError:
            return math.inf
        return max_error(actual, settled(expected))

    relative, absolute = tolerance(probe.dtype)
    allowed = absolute + relative * max(1.0, float(actual.abs().max()))
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
