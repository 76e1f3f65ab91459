"""Recognises functions of one affine argument from values alone: sigmoid, tanh and others.

``u`` is (m, n), values ``y`` are (m, H), one column a unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, atanh, cat, eye, isfinite, linalg, log, log1p, ones, stack

TOLERANCE = 1e-6
STEP = 1e-4  # of the difference quotients
CENTRES = 5


@dataclass(frozen=True)
class Gate:
    """What a gate does: ``kind`` names its activation, ``slope`` (H, n) is the direction in which
    its argument grows (None when there is no single argument), ``weight`` (H, n + 1) the argument
    itself where it is known."""

    kind: str  # sigmoid, tanh, identity, relu, softmax, other, constant, mixed
    slope: Tensor | None = None
    weight: Tensor | None = None
    level: float = 0.0  # of a constant
    sees: tuple[bool, bool] = (True, True)  # x, h
    values: Tensor | None = None  # where the kind is "mixed"


def logit(y: Tensor) -> Tensor:
    return log(y) - log1p(-y)


def affine(u: Tensor, z: Tensor, tolerance: float = TOLERANCE) -> Tensor | None:
    """(H, n + 1) with z = weight @ [u, 1], or None. Fewer than n + 3 rows prove nothing."""
    if z.shape[0] < u.shape[1] + 3 or not bool(isfinite(z).all()):
        return None
    rows = cat([u, ones(u.shape[0], 1, dtype=u.dtype)], 1)
    weight = linalg.pinv(rows) @ z
    worst = (rows @ weight - z).abs().max()
    return weight.T if float(worst) <= tolerance * (1.0 + float(z.abs().max())) else None


def stencil(centres: Tensor) -> Tensor:
    """Rows around each centre for ``gradients``: (k * n * 2, n)."""
    steps = eye(centres.shape[1], dtype=centres.dtype) * STEP
    return cat([centres[:, None] + steps, centres[:, None] - steps], 1).reshape(
        -1, centres.shape[1]
    )


def gradients(values: Tensor, size: int) -> Tensor:
    """(k, n, H) from the values at ``stencil``."""
    both = values.reshape(-1, 2, size, values.shape[-1])
    return (both[:, 0] - both[:, 1]) / (2 * STEP)


def sighted(slopes: Tensor, inputs: int) -> tuple[bool, bool]:
    """Whether x and h have an influence; ``slopes`` is (k, n, H)."""
    least = 1e-7 * (1e-3 + float(slopes.abs().max()))
    by_x, by_h = slopes[:, :inputs], slopes[:, inputs:]
    return bool((by_x.abs() > least).any()), bool((by_h.abs() > least).any())


def single_slope(slopes: Tensor) -> Tensor | None:
    """(H, n): the common direction of all gradients of a unit, or None if they differ."""
    found = []
    for unit in range(slopes.shape[-1]):
        one = slopes[:, :, unit]
        size = one.norm(dim=1)
        kept = one[size > 1e-6 * (1e-9 + size.max())]
        if not len(kept) or float(size.max()) < 1e-9:
            return None
        kept = kept / kept.norm(dim=1, keepdim=True)
        first = kept[size[size > 1e-6 * (1e-9 + size.max())].argmax()]
        signs = (kept @ first).sign()[:, None]
        if float((kept * signs - first).abs().max()) > 1e-4:
            return None
        found.append(first)
    return stack(found)


def recognise(u: Tensor, y: Tensor, around: Tensor, inputs: int) -> Gate:
    """The gate with values ``y`` at ``u`` and ``around`` at a stencil."""
    if not bool(isfinite(y).all() and isfinite(around).all()):
        return Gate("mixed")
    everything = cat([y, around])
    span = float((everything.amax(0) - everything.amin(0)).max())
    if span <= 1e-7 * (1.0 + float(everything.abs().max())):
        level = float(everything.mean())
        even = float((everything - level).abs().max()) <= 1e-7 * (1.0 + abs(level))
        return Gate("constant", level=level if even else 0.5, sees=(False, False))
    slopes = gradients(around, u.shape[1])
    sees = sighted(slopes, inputs)
    slope = single_slope(slopes)
    for kind, weight in _known(u, y):
        if weight is not None:
            direction = weight[:, :-1] / (weight[:, :-1].norm(dim=1, keepdim=True) + 1e-30)
            return Gate(kind, direction, weight, sees=sees)
    if _is_relu(u, y):
        return Gate("relu", slope, sees=sees)
    if float((y.sum(1) - 1).abs().max()) < 1e-6 and float(y.min()) > 0:
        return Gate("softmax", sees=sees)
    if slope is None:
        return Gate("mixed", sees=sees, values=y)
    return Gate("other", slope, sees=sees)


def _known(u: Tensor, y: Tensor):
    low, high = float(y.min()), float(y.max())
    yield "sigmoid", affine(u, logit(y), 1e-5) if low > 0 and high < 1 else None
    yield "tanh", affine(u, atanh(y), 1e-5) if low > -1 and high < 1 else None
    yield "identity", affine(u, y)


def _is_relu(u: Tensor, y: Tensor) -> bool:
    """Never negative, zero in places, affine where positive."""
    if float(y.min()) < 0 or not bool((y == 0).any()):
        return False
    for unit in range(y.shape[1]):
        on = y[:, unit] > 0
        enough = int(on.sum()) >= u.shape[1] + 3
        if enough and affine(u[on], y[on][:, unit : unit + 1]) is None:
            return False
    return True
