"""Which clipping, if any, turns the gradients of backward into those that the steps saw."""

from __future__ import annotations

from typing import Callable

from torch import Tensor

from .story import Gradients, Story, Update, size

_CLOSE = 2e-3  # relative; clip_grad_norm_ adds 1e-6 to the norm
Rule = Callable[[Gradients, float], Gradients]


def _by_norm(base: Gradients, limit: float) -> Gradients:
    factor = min(1.0, limit / max(size(dict(base)), 1e-12))
    return {i: g * factor for i, g in base.items()}


def _by_value(base: Gradients, limit: float) -> Gradients:
    return {i: g.clamp(-limit, limit) for i, g in base.items()}


def _each(base: Gradients, limit: float) -> Gradients:
    return {i: g * min(1.0, limit / max(float(g.norm()), 1e-12)) for i, g in base.items()}


def _not(base: Gradients, limit: float) -> Gradients:
    return base


def _always(base: Gradients, limit: float) -> Gradients:
    factor = limit / max(size(dict(base)), 1e-12)
    return {i: g * factor for i, g in base.items()}


def _fixed(threshold: float) -> Rule:
    return lambda base, limit: _by_norm(base, threshold)


def near(actual: dict[int, Tensor | None], expected: Gradients) -> bool:
    """Whether two gradients agree; a missing one counts as zero."""
    scale = size(dict(expected))
    gap = 0.0
    for index, wanted in expected.items():
        got = actual.get(index)
        gap += float((wanted - got if got is not None else wanted).pow(2).sum())
    return gap**0.5 <= _CLOSE * scale + 1e-9


def seen(update: Update) -> dict[int, Tensor | None]:
    """The gradients that the step saw, by the number of the parameter."""
    return dict(enumerate(update.step.grads))


def empty(update: Update) -> bool:
    """The step saw no gradient although there had been one."""
    return size(seen(update)) < 1e-9 < 1e-6 < size(dict(update.fresh))


def explain(stories: list[Story], unscale: bool = True) -> tuple[str | None, set[int]]:
    """The rule that fits all updates, and the ids of those with gradients left from before.

    Rules: "norm" (right), "parameter", "value", "none", "fixed" (another threshold), "always"
    (scaled up as well), "some" (right in a part of the updates), "groups"; None: no rule fits.
    ``unscale`` takes out the factor that the loss was scaled by, as a gradient scaler does.
    """
    pairs = [(u, s.take.limit) for s in stories for u in s.updates if not empty(u)]
    if not pairs:
        return "norm", set()
    norms = [size(seen(u)) for u, _ in pairs]
    rules: list[tuple[str, Rule]] = [
        ("norm", _by_norm),
        ("none", _not),
        ("parameter", _each),
        ("value", _by_value),
        ("fixed", _fixed(max(norms))),
        ("always", _always),
    ]
    for name, rule in rules:
        left = _fits(pairs, rule, unscale)
        if left is not None:
            return name, left
    left = _mixture(pairs, (_by_norm, _not), unscale)
    if left is not None:
        return "some", left
    return ("groups" if all(_parallel(u) for u, _ in pairs) else None), set()


def _fit(update: Update, rule: Rule, limit: float, unscale: bool) -> bool | None:
    """Whether gradients were left from before; None if the rule does not explain the step."""
    actual, seed = seen(update), update.seed if unscale else 1.0
    fresh = {i: g / seed for i, g in update.fresh.items()} if seed else update.fresh
    if near(actual, rule(fresh, limit)):
        return False
    if near(actual, rule(update.piled, limit)):
        return update.leftover
    return None


Pairs = list[tuple[Update, float]]


def _fits(pairs: Pairs, rule: Rule, unscale: bool) -> set[int] | None:
    left: set[int] = set()
    for update, limit in pairs:
        leftover = _fit(update, rule, limit, unscale)
        if leftover is None:
            return None
        if leftover:
            left.add(id(update))
    return left


def _mixture(pairs: Pairs, rules: tuple[Rule, ...], unscale: bool) -> set[int] | None:
    left: set[int] = set()
    for pair in pairs:
        found = [x for x in (_fits([pair], rule, unscale) for rule in rules) if x is not None]
        if not found:
            return None
        left |= found[0]
    return left


def _parallel(update: Update) -> bool:
    """Each parameter's gradient keeps its direction and does not grow."""
    actual = seen(update)
    for index, base in update.fresh.items():
        got = actual.get(index)
        if got is None:
            return False
        norm = float(base.norm())
        factor = float(got.norm()) / norm if norm else 1.0
        if factor > 1 + _CLOSE or float((got - base * factor).norm()) > _CLOSE * norm * factor:
            return False
    return True
