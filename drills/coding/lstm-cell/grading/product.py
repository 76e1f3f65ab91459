"""Takes r = i * g apart, where only the product can be seen.

For a product of two functions, each of one affine argument, the second derivatives of log|r| are
a w w' + b v v' at every point, with the two weight vectors w and v. Two such matrices are
diagonalised together by the directions along which only one of the factors changes.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Callable

import torch
from torch import Tensor, cat, eye, isfinite, linalg, log, stack, tensor, zeros

from .probes import HIDDEN, SIZE, points

Values = Callable[[Tensor], Tensor]  # (m, SIZE) -> (m, HIDDEN)

_STEP = 1e-3
_FAR = 300.0
_CENTRES = 5  # for each unit


@dataclass(frozen=True)
class Factors:
    """``rank`` counts the affine arguments of r (3: more than two). For rank 2, ``along``[k] is
    (H, n), the direction that changes factor k only, ``slopes``[k] its weight up to a factor."""

    rank: int
    along: tuple[Tensor, ...] = ()
    slopes: tuple[Tensor, ...] = ()
    base: Tensor | None = None  # (H, n), a point for each unit
    joined: str = ""  # "product", "sum" or ""


def factors(values: Values) -> Factors:
    """How many affine arguments there are, and how two of them are joined."""
    centres, usual = _centres(values)
    offsets, pairs = _offsets()
    rows = (centres[:, None] + offsets).reshape(-1, SIZE)
    raw = values(rows).reshape(len(centres), -1, HIDDEN)
    best = Factors(3)
    for joined, seen in (("product", log(raw.abs())), ("sum", raw)):
        curved = _second(seen, pairs)
        curved = curved.permute(3, 0, 1, 2)  # (H, k, n, n)
        # (H, k): away from zero, where the logarithm bends too much.
        usable = (raw[:, 0].abs() > 0.3 * usual).T
        found = _common(curved, usable, centres)
        if found is None:
            continue
        if found.rank == 2 and _is_joined(values, found, joined):
            return Factors(2, found.along, found.slopes, found.base, joined)
        if found.rank == 1:
            return replace(found, joined=joined)
        best = best if best.rank < 3 else Factors(found.rank)
    return best


def _centres(values: Values) -> tuple[Tensor, Tensor]:
    """A few points for each unit where its factors are neither shut nor saturated, and the usual
    size (H,) of r."""
    rows = points(300, 71, 1.0)
    size = values(rows).abs()
    usual = stack([one[one > 0].median() if bool((one > 0).any()) else one[0] for one in size.T])
    middle = (size / (usual + 1e-30) - 1).abs().masked_fill(size == 0, 1e9)
    return rows[middle.argsort(0)[:_CENTRES].reshape(-1)], usual


def _offsets() -> tuple[Tensor, list[tuple[int, int]]]:
    """0, then for steps of one and two: +-a, then for every pair +-a +-b."""
    pairs = list(itertools.combinations(range(SIZE), 2))
    unit = eye(SIZE, dtype=torch.float64) * _STEP
    rows = [zeros(SIZE, dtype=torch.float64)]
    for scale in (1, 2):
        e = unit * scale
        rows += [sign * e[a] for a in range(SIZE) for sign in (1, -1)]
        rows += [s * e[a] + t * e[b] for a, b in pairs for s in (1, -1) for t in (1, -1)]
    return stack(rows), pairs


def _second(seen: Tensor, pairs: list[tuple[int, int]]) -> Tensor:
    """(k, n, n, H) second derivatives from the values at all offsets, extrapolated."""
    found = []
    start, per = 1, 2 * SIZE + 4 * len(pairs)
    for scale in (1, 2):
        part = seen[:, start : start + per]
        start += per
        size = (_STEP * scale) ** 2
        matrix = zeros(seen.shape[0], SIZE, SIZE, seen.shape[-1], dtype=seen.dtype)
        straight = part[:, : 2 * SIZE].reshape(-1, SIZE, 2, seen.shape[-1])
        diagonal = (straight.sum(2) - 2 * seen[:, :1]) / size
        for a in range(SIZE):
            matrix[:, a, a] = diagonal[:, a]
        crossed = part[:, 2 * SIZE :].reshape(-1, len(pairs), 4, seen.shape[-1])
        mixed = (crossed[:, :, 0] - crossed[:, :, 1] - crossed[:, :, 2] + crossed[:, :, 3]) / (
            4 * size
        )
        for index, (a, b) in enumerate(pairs):
            matrix[:, a, b] = matrix[:, b, a] = mixed[:, index]
        found.append(matrix)
    return (4 * found[0] - found[1]) / 3


def _common(curved: Tensor, usable: Tensor, centres: Tensor) -> Factors | None:
    """The directions that diagonalise all matrices of each unit."""
    one: list[Tensor] = []
    two: list[Tensor] = []
    first: list[Tensor] = []
    second: list[Tensor] = []
    base: list[Tensor] = []
    ranks: list[int] = []
    for unit in range(HIDDEN):
        kept = curved[unit][usable[unit] & isfinite(curved[unit]).all(-1).all(-1)]
        size = kept.flatten(1).norm(dim=1) if len(kept) else zeros(0)
        if len(kept) < 2 or float(size.max()) < 1e-6:
            return None
        strong = size > 1e-2 * size.max()
        kept = kept[strong] / size[strong][:, None, None]
        if len(kept) < 2:
            return None
        left, values, _ = linalg.svd(kept.permute(1, 0, 2).reshape(SIZE, -1), full_matrices=False)
        rank = 1 + sum(1 for k in (1, 2) if float(values[k] / values[0]) > (1e-3, 1e-3)[k - 1])
        ranks.append(rank)
        if rank == 1:
            one.append(left[:, 0])
        if rank != 2:
            continue
        plane = left[:, :2]
        duals = _diagonaliser(plane.T @ kept @ plane)
        if duals is None:
            return Factors(3)
        weights = linalg.inv(duals)
        one.append(plane @ duals[:, 0])
        two.append(plane @ duals[:, 1])
        first.append(plane @ weights[0])
        second.append(plane @ weights[1])
        base.append(centres[int(usable[unit].nonzero()[0])])
    if len(set(ranks)) > 1:
        return Factors(max(ranks) if max(ranks) > 2 else 3)
    if ranks[0] == 1:
        return Factors(1, (stack(one),), (stack(one),), stack([centres[0]] * HIDDEN))
    if ranks[0] == 2:
        return Factors(2, (stack(one), stack(two)), (stack(first), stack(second)), stack(base))
    return Factors(3)


def _diagonaliser(small: Tensor) -> Tensor | None:
    """(2, 2) whose columns diagonalise all of ``small`` (k, 2, 2); None if nothing real does."""
    best, clearest = None, 1e-3
    for one, two in itertools.permutations(small.tolist(), 2):
        (p, q), (_, s) = two
        determinant = p * s - q * q
        if abs(determinant) < 1e-3:
            continue
        (a, b), (_, d) = one
        # The trace and determinant of inv(two) @ one, for symmetric matrices.
        half = (s * a - 2 * q * b + p * d) / determinant / 2
        square = half * half - (a * d - b * b) / determinant
        if square <= 0:
            continue
        clear = 2 * square**0.5 / (1 + abs(half)) * abs(determinant)
        if clear > clearest:
            best, clearest = (one, two), clear
    if best is None:
        return None
    one, two = tensor(best, dtype=small.dtype)
    values, vectors = linalg.eig(linalg.inv(two) @ one)
    if float(values.imag.abs().max()) > 0:
        return None
    return vectors.real / vectors.real.norm(dim=0)


def own(values: Values, rows: Tensor) -> Tensor:
    """(m, H) of (H, m, n): each unit's value at its own points."""
    units, count = rows.shape[0], rows.shape[1]
    found = values(rows.reshape(-1, SIZE)).reshape(units, count, HIDDEN)
    return stack([found[k, :, k] for k in range(units)], 1)


def _is_joined(values: Values, found: Factors, joined: str) -> bool:
    """Finite steps along both directions add up (of the logarithm, for a product)."""
    one, two = found.along
    start = points(4, 73, 0.7)
    corners = []
    for s, t in ((0, 0), (0.8, 0), (0, -0.7), (0.8, -0.7)):
        corners.append(start[None] + s * one[:, None] + t * two[:, None])
    seen = own(values, cat(corners, 1)).reshape(4, 4, HIDDEN)
    if joined == "product":
        gap = seen[0] * seen[3] - seen[1] * seen[2]
    else:
        gap = seen[0] + seen[3] - seen[1] - seen[2]
    return float(gap.abs().max()) < 1e-4 * (1e-3 + float(seen.abs().max()))
