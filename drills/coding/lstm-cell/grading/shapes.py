"""What kind of function each factor of r = i * g is, read along lines on which the other rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Callable

import torch
from torch import Tensor, atanh, isfinite, linalg, ones_like, sigmoid, stack, tanh, tensor, where

from .curves import affine, logit
from .probes import HIDDEN, INPUT, points
from .product import Factors, Values, own

FAR = 300.0
BLIND = 1e-5  # smaller weights are none

Curve = Callable[[Tensor], Tensor]
# Gate and candidate of one argument, where one is made from the other's activation p: the kind of
# the candidate, their product (it rises with p), where p begins, and what undoes the activation.
_CHAINS: tuple[tuple[str, Curve, float, Curve], ...] = (
    ("tanh", lambda p: p * tanh(p), 0.0, logit),  # i = sigmoid(z), g = tanh(i)
    ("tanh", lambda p: sigmoid(p) * p, -1.0, atanh),  # g = tanh(z), i = sigmoid(g)
    ("sigmoid", lambda p: p * p, 0.0, logit),  # g = i
    ("other", lambda p: p * sigmoid(p), 0.0, logit),  # i = sigmoid(z), g = sigmoid(i)
)


def kinds_of(values: Values, found: Factors) -> tuple[Factors, list[str]]:
    """The kind of each factor: sigmoid, tanh, identity, relu, both or other; and the factors,
    sorted so that each has one kind for all units where that is possible."""
    assert found.base is not None
    kinds = [_shapes(values, found.base, along) for along in found.along]
    if len(kinds) == 1:
        return found, [_one(kinds[0])]
    # Two factors of one kind are told apart by what they see.
    keys = [list(zip(kind, _seen(slope))) for kind, slope in zip(kinds, found.slopes)]
    swapped = [a != keys[0][0] and b == keys[0][0] for a, b in zip(*keys)]
    turn = tensor(swapped)[:, None]
    for unit, swap in enumerate(swapped):
        if swap:
            kinds[0][unit], kinds[1][unit] = kinds[1][unit], kinds[0][unit]

    def sort(pair: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        one, two = pair
        return where(turn, two, one), where(turn, one, two)

    found = replace(found, along=sort(found.along), slopes=sort(found.slopes))
    return found, [_one(kind) for kind in kinds]


def _seen(slopes: Tensor) -> list[tuple[bool, bool]]:
    """For each unit whether x and h have a weight."""
    sizes = slopes[:, :INPUT].abs().amax(1), slopes[:, INPUT:].abs().amax(1)
    return [(bool(x > BLIND), bool(h > BLIND)) for x, h in zip(*sizes)]


def _one(kinds: list[str]) -> str:
    return kinds[0] if len(set(kinds)) == 1 else "other"


def _shapes(values: Values, base: Tensor, along: Tensor) -> list[str]:
    """The kind for each unit, from values along a line."""
    steps = [-3.0 + 0.5 * k for k in range(13)]
    far = [-2 * FAR, -FAR, FAR, 2 * FAR]
    t = tensor(far + steps, dtype=torch.float64)
    seen = own(values, base[:, None] + t[None, :, None] * along[:, None])
    return [_kind(seen[:, unit], t[4:]) for unit in range(HIDDEN)]


def _kind(seen: Tensor, t: Tensor) -> str:
    if not bool(isfinite(seen).all()):
        return "other"
    far, near = seen[:4], seen[4:]
    size = float(near.abs().max())
    ends = []
    for end, farther in ((far[1], far[0]), (far[2], far[3])):
        if abs(float(farther)) > 1.5 * abs(float(end)) and abs(float(end)) > 3 * size:
            ends.append("inf")
        else:
            ends.append("zero" if abs(float(end)) < 1e-6 * size else "level")
    row = t[:, None]
    if ends == ["level", "level"]:
        middle, half = (far[1] + far[2]) / 2, (far[2] - far[1]) / 2
        if abs(float(middle)) > 1e-3 * abs(float(half)):
            return "other" if float(far[1] * far[2]) < 0 else "both"
        return "tanh" if _straight(row, near / half, atanh) else "other"
    if sorted(ends) == ["level", "zero"]:
        level = far[1] if ends[0] == "level" else far[2]
        if float((near / level).min()) < -1e-4:
            return "both"
        return "sigmoid" if _straight(row, near / level, logit) else "other"
    if ends == ["inf", "inf"]:
        return "identity" if affine(row, near[:, None], 1e-4) is not None else "other"
    return "relu" if sorted(ends) == ["inf", "zero"] and float(near.abs().min()) == 0 else "other"


def _straight(t: Tensor, y: Tensor, inverse: Callable[[Tensor], Tensor]) -> bool:
    """Whether the inverse is affine in t, judged where it is not saturated."""
    z = inverse(y)
    kept = isfinite(z) & (z.abs() < 5)
    if int(kept.sum()) < 4:
        return True
    return affine(t[kept], z[kept][:, None], 1e-2) is not None


def chained(u: Tensor, r: Tensor) -> str | None:
    """The candidate's kind when r is a gate and a candidate made from it, or the reverse."""
    for kind, product, start, inverse in _CHAINS:
        if affine(u, inverse(_solved(product, r, start)), 1e-5) is not None:
            return kind
    return None


def _solved(rising: Curve, y: Tensor, start: float) -> Tensor:
    """The p between start and 1 where ``rising`` is y, by bisection."""
    low, high = ones_like(y) * start, ones_like(y)
    for _ in range(60):
        middle = (low + high) / 2
        below = rising(middle) < y
        low, high = where(below, middle, low), where(below, high, middle)
    return (low + high) / 2


def exact(values: Values, found: Factors, kinds: Sequence[str]) -> tuple[Tensor, Tensor] | None:
    """The weights (H, n + 1) of sigmoid and tanh, when r is exactly their product."""
    gate, content = (0, 1) if kinds[0] == "sigmoid" else (1, 0)
    by_gate, by_content = found.along[gate], found.along[content]
    rows = points(24, 79, 0.8)
    weights = None
    for far in (FAR, 40.0):
        start = rows[None].expand(HIDDEN, -1, -1)
        opened = [own(values, start + s * far * by_gate[:, None]) for s in (1, -1)]
        g = where(opened[0].abs().amax(0) > opened[1].abs().amax(0), *opened)
        i = own(values, start + far * by_content[:, None])
        signs = i[:1].sign()
        z_gate = affine(rows, logit(i * signs), 1e-5)
        z_content = affine(rows, atanh(g), 1e-5)
        if z_gate is None or z_content is None:
            return None
        weights = (z_gate, z_content)
        one, two = z_gate[:, :-1], z_content[:, :-1]
        both = stack([one, two], 1)  # (H, 2, n)
        duals = linalg.pinv(both)  # (H, n, 2)
        by_gate, by_content = duals[:, :, 0], duals[:, :, 1]
    return weights
