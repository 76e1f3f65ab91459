"""Recognises functions of one affine argument from values alone: sigmoid, tanh and others.

``u`` is (m, n), values ``y`` are (m, H), one column a unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, atanh, cat, eye, isfinite, linalg, logit, ones, stack

from .cell import INPUT, SIZE, points

ROWS, CENTRES = 48, 5
STEP = 1e-4  # of the difference quotients
BLIND = 1e-7  # smaller slopes, relative to the largest, are none
KINDS = {
    "sigmoid": "a sigmoid",
    "tanh": "a tanh",
    "identity": "linear",
    "relu": "a ReLU",
    "softmax": "a softmax over the units",
    "gates": "a softmax over the gates",
    "exponential": "an exponential",
    "other": "another function",
}


@dataclass(frozen=True)
class Gate:
    """What a gate does. ``slope`` (H, n) is the direction in which its argument grows (None when
    there is no single argument), ``weight`` (H, n + 1) the argument itself where it is known."""

    kind: str  # one of KINDS, constant, scaled (a sigmoid times ``level``), or mixed (no argument)
    slope: Tensor | None = None
    weight: Tensor | None = None
    level: float | None = None  # where it is the same for all units
    sees: tuple[bool, bool] = (True, True)  # x, h
    values: Tensor | None = None  # where the kind is "mixed"


def affine(u: Tensor, z: Tensor, tolerance: float = 1e-6) -> Tensor | None:
    """(H, n + 1) with z = weight @ [u, 1], or None. Fewer than n + 3 rows prove nothing."""
    if z.shape[0] < u.shape[1] + 3 or not bool(isfinite(z).all()):
        return None
    rows = cat([u, ones(u.shape[0], 1, dtype=u.dtype)], 1)
    weight = linalg.pinv(rows) @ z
    worst = (rows @ weight - z).abs().max()
    return weight.T if float(worst) <= tolerance * (1.0 + float(z.abs().max())) else None


def unit(rows: Tensor) -> Tensor:
    """Rows of length 1."""
    return rows / (rows.norm(dim=-1, keepdim=True) + 1e-30)


def sample() -> tuple[Tensor, Tensor]:
    """Random rows, and the same followed by rows around a few centres, for slopes."""
    u, centres = points(ROWS, 51), points(CENTRES, 53)
    steps = eye(SIZE, dtype=u.dtype) * STEP
    around = centres[:, None] + cat([steps, -steps])  # two rows for each centre and entry
    return u, cat([u, around.reshape(-1, SIZE)])


def recognise(u: Tensor, values: Tensor) -> Gate:
    """The gate that has these values at ``sample``."""
    if not bool(isfinite(values).all()):
        return Gate("mixed")
    y, around = values[:ROWS], values[ROWS:]
    size = 1e-7 * (1.0 + float(values.abs().max()))
    if float((values.amax(0) - values.amin(0)).max()) <= size:
        even = float(values.max() - values.min()) <= size
        level = round(float(values.mean()), 7) if even else None
        return Gate("constant", level=level, sees=(False, False))
    ends = around.reshape(CENTRES, 2, SIZE, -1)
    slopes = (ends[:, 0] - ends[:, 1]) / (2 * STEP)  # (k, n, H)
    sees = sighted(slopes.permute(2, 0, 1))
    for kind, weight in _known(u, y):
        if weight is not None:
            return Gate(kind, unit(weight[:, :-1]), weight, sees=sees)
    slope = _single_slope(slopes)
    if is_relu(u, y):
        return Gate("relu", slope, sees=sees)
    if float((y.sum(1) - 1).abs().max()) < 1e-6 and float(y.min()) > 0:
        return Gate("softmax", sees=sees)
    if slope is None:
        return Gate("mixed", sees=sees, values=y)
    scale = _scale(around, slopes, slope)
    if scale is None or affine(u, logit(y / scale), 1e-3) is None:
        return Gate("other", slope, sees=sees)
    return Gate("scaled", slope, level=scale, sees=sees)


def _scale(around: Tensor, slopes: Tensor, slope: Tensor) -> float | None:
    """k, if the values are k times a sigmoid of s t + b: then y' / y = s (1 - y / k)."""
    y = around.reshape(CENTRES, -1, slope.shape[0]).mean(1)
    found = []
    for one, rises in zip(y.T, (slopes * slope.T / y[:, None]).sum(1).T):
        line = affine(one[:, None], rises[:, None], 1e-5)
        if line is None or float(line[0, 0]) == 0:
            return None
        found.append(-line[0, 1] / line[0, 0])
    scale = stack(found)
    return float(scale[0]) if float((scale - scale[0]).abs().max()) < 1e-3 else None


def sighted(slopes: Tensor, least: float = BLIND) -> tuple[bool, bool]:
    """Whether any entry of x, and of h, has a slope; the entries are the last dimension."""
    seen = slopes.abs() > least * (1e-3 + float(slopes.abs().max()))
    return bool(seen[..., :INPUT].any()), bool(seen[..., INPUT:].any())


def _single_slope(slopes: Tensor) -> Tensor | None:
    """(H, n): the common direction of all gradients of a unit, or None if they differ."""
    found = []
    for one in slopes.unbind(-1):
        size = one.norm(dim=1)
        if float(size.max()) < 1e-9:
            return None
        first = unit(one[size.argmax()])
        kept = unit(one[size > 1e-6 * size.max()])
        if float((kept - (kept @ first)[:, None].sign() * first).abs().max()) > 1e-4:
            return None
        found.append(first)
    return stack(found)


def _known(u: Tensor, y: Tensor):
    low, high = float(y.min()), float(y.max())
    yield "sigmoid", affine(u, logit(y), 1e-5) if low > 0 and high < 1 else None
    yield "tanh", affine(u, atanh(y), 1e-5) if low > -1 and high < 1 else None
    yield "identity", affine(u, y)


def is_relu(u: Tensor, y: Tensor) -> bool:
    """Never negative, zero in places, affine where positive."""
    if float(y.min()) < 0 or not bool((y == 0).any()):
        return False
    for column in y.unbind(1):
        on = column > 0
        if int(on.sum()) >= u.shape[1] + 3 and affine(u[on], column[on][:, None]) is None:
            return False
    return True
