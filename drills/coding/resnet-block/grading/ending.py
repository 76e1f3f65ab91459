"""The end of a block: what arrives at the addition from both sides, and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable, Optional

from torch import Tensor, full_like, linspace, zeros_like

from .graph import Graph, Node
from .links import NONE, Link, Norms
from .shapes import LINE, OTHER, RELU, Form, classify, columns, is_one

_Probe = Callable[[Tensor, Optional[Tensor]], Optional[Tensor]]
_Level = Callable[[Optional[Node], float], Optional[Tensor]]


@dataclass(frozen=True)
class Ending:
    """How the output comes about: the main path's link, the shortcut's, what follows the sum.

    ``post`` is RELU, LINE (nothing) or OTHER; a link is None where nothing arrives.
    """

    main: Link | None
    shortcut: Link | None
    post: str
    adds: bool = True


def ending(graph: Graph, norms: Norms, main: int, shortcut: Node | None) -> Ending | None:
    """Probes the sum at the end. None when the sizes do not let the values be compared."""
    y = graph.base.sink("y")
    z = graph.pins[main]
    other = graph.value(shortcut, graph.base) if shortcut is not None else None
    if y is None or not _fits(y, z) or (other is not None and not _fits(y, other)):
        return None
    dtype = graph.probe.dtype
    spots, size = _spots(y), z.shape[2:]

    def probe(left: Tensor, right: Tensor | None) -> Tensor | None:
        pins, x = {**graph.pins, main: _enlarge(left, size)}, None
        if right is not None and other is not None:
            right = _enlarge(right, other.shape[2:])
        if isinstance(shortcut, int) and right is not None:
            pins[shortcut] = right
        elif right is not None:
            x = right
        out = graph.probe.pinned(pins, x).sink("y")
        return None if out is None else columns(out)[:, spots]

    def level(node: Node | None, value: float) -> Tensor | None:
        if node is None:
            return None
        return full_like(y, value) if node == "x" else _spike(y, value)

    levels, picked = _levels(y), columns(_levels(y))[:, spots]
    out = probe(levels, level(shortcut, 50.0))
    if out is None:
        return None
    found = classify(picked, out, dtype)
    form = _inner(found)
    spread = columns(levels).std(dim=1, unbiased=False)
    main_link = Link(norms.of(main, "y"), form, slope_one=is_one(found.slope * spread))
    side_link = None
    if shortcut is not None:
        out = probe(_spike(y, 50.0), levels)
        if out is None:
            return None
        found = classify(picked, out, dtype)
        norm = norms.of(shortcut, "y") if isinstance(shortcut, int) else NONE
        one = is_one(found.slope * (1.0 if shortcut == "x" else spread))
        side_link = Link(norm, _inner(found), slope_one=one)
    post = _post(probe, y, shortcut, level)
    plain = RELU not in (main_link.form, side_link.form if side_link else LINE) and post == RELU
    if shortcut is not None and not plain and not _adds(probe, y, shortcut):
        return Ending(main_link, side_link, post, adds=False)
    return Ending(main_link, side_link, post)


def _inner(found: Form) -> str:
    """The form of one path into the sum, which the other path lifts above zero: where it still
    ends at zero, the activation after the sum cut it off."""
    if float(found.slope.min()) < 0:
        return OTHER
    return LINE if found.kind == RELU and float(found.floor.min()) < 1e-9 else found.kind


def _adds(probe: _Probe, y: Tensor, shortcut: Node) -> bool:
    """Whether the two paths are added: a step in one makes the same step at any value of the
    other. The spots come in pairs, which differ in the shortcut only."""
    spots = _spots(y)
    spots = spots[: len(spots) // 2 * 2]
    left, right = zeros_like(columns(y)[0]), zeros_like(columns(y)[0])
    left[0::2], left[1::2] = 1.0, -1.0
    heights = linspace(0.0, 1.5, len(spots) // 2, dtype=y.dtype)
    left[spots[0::2]], left[spots[1::2]] = heights, heights
    right[spots[0::2]], right[spots[1::2]] = 50.0, 40.0
    out = probe(_fill(y, left), _fill(y, right))
    if out is None:
        return True
    step = out[:, 0 : len(spots) : 2] - out[:, 1 : len(spots) : 2]
    return float((step - step[:, :1]).abs().max()) < 1e-3


def _post(probe: _Probe, y: Tensor, shortcut: Node | None, level: _Level) -> str:
    low = probe(_spike(y, -50.0), level(shortcut, -2.0 if shortcut == "x" else -50.0))
    if low is None:
        return OTHER
    if float(low.abs().max()) < 1e-9:
        return RELU
    if shortcut == "x":
        lower = probe(_spike(y, -50.0), full_like(y, -3.0))
        moved = float((low - lower).mean()) if lower is not None else 0.0
        return LINE if abs(moved - 1.0) < 1e-6 else OTHER
    if float(low.min()) > 0:
        return RELU  # nothing became negative, so nothing is known
    out = probe(_levels(y), level(shortcut, -50.0))
    if out is None or float(low.min()) > -0.7:
        return OTHER
    form = classify(columns(_levels(y))[:, _spots(y)], out, y.dtype)
    return OTHER if form.kind == OTHER else LINE


def step_of(z: Tensor, y: Tensor) -> int:
    """Every how manieth position of z there is in y; 1 where the sizes do not tell."""
    step = -(-z.shape[2] // y.shape[2]) if y.dim() == 4 else 1
    return step if step > 1 and z[:, :, ::step, ::step].shape[2:] == y.shape[2:] else 1


def _fits(y: Tensor, z: Tensor) -> bool:
    if y.dim() != 4:
        return False
    step = step_of(z, y)
    return z[:, :, ::step, ::step].shape == y.shape


def _enlarge(values: Tensor, size: Sequence[int]) -> Tensor:
    """Each value repeated, for a source that is subsampled later."""
    if tuple(values.shape[2:]) == tuple(size):
        return values
    step = -(-size[0] // values.shape[2])
    large = values.repeat_interleave(step, 2).repeat_interleave(step, 3)
    return large[:, :, : size[0], : size[1]]


def _spots(z: Tensor) -> list[int]:
    return list(range(0, z.shape[0] * z.shape[2] * z.shape[3], 8))


def _fill(z: Tensor, values: Tensor) -> Tensor:
    """(N,) values for every channel, in the order of ``columns``."""
    batch, channels, height, width = z.shape
    grid = values.reshape(batch, 1, height, width)
    return grid.expand(batch, channels, height, width).clone()


def _spike(z: Tensor, height: float) -> Tensor:
    """Zero, except for ``height`` at the spots: after a norm about 2.5 standard deviations."""
    values = zeros_like(columns(z)[0])
    values[_spots(z)] = height
    return _fill(z, values)


def _levels(z: Tensor) -> Tensor:
    """From -1.6 to 1.6 at the spots, plus and minus one elsewhere."""
    values = zeros_like(columns(z)[0])
    values[0::2], values[1::2] = 1.0, -1.0
    spots = _spots(z)
    values[spots] = linspace(-1.6, 1.6, len(spots), dtype=z.dtype)
    return _fill(z, values)
