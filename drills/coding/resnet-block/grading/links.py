"""What stands between two convolutions, and between the last ones and the output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from torch import Tensor, full_like, linspace, zeros_like

from .graph import LARGE, Graph, Node
from .shapes import LINE, OTHER, RELU, align, classify, columns, same
from .trace import Trace

# How a source is normalised: by a batch norm right after it, by something that ignores its
# scale but not its mean (a norm after ReLU), by each sample's own statistics, or not at all.
FULL, SCALE, SAMPLE, NONE = "full", "scale", "sample", "none"


@dataclass(frozen=True)
class Link:
    """From one source to one sink: its norm, its form, hand-made border and subsampling."""

    norm: str
    form: str
    border: tuple[int, int] = (0, 0)
    step: int = 1
    slope_one: bool = False  # it passes on what it is given (for a norm: as it was normalised)
    misaligned: bool = False


@dataclass
class Norms:
    """How each source is normalised, judged by what may be done to it without a change at the
    sink. All sources are changed in one run; only where that shows something, one by one."""

    graph: Graph
    _shared: dict[str, Trace] = field(default_factory=dict)

    def of(self, source: int, sink: Node) -> str:
        if self._unchanged("channels", source, sink):
            return SAMPLE if self._unchanged("samples", source, sink) else FULL
        return SCALE if self._unchanged("scale", source, sink) else NONE

    def _unchanged(self, how: str, source: int, sink: Node) -> bool:
        graph, dtype = self.graph, self.graph.probe.dtype
        base = graph.base.sink(sink)
        if how not in self._shared:
            every = {k: _changed(z, how) for k, z in graph.pins.items()}
            self._shared[how] = graph.probe.pinned(every)
        if same(self._shared[how].sink(sink), base, dtype):
            return True
        if sum(isinstance(s, int) for s in graph.reads[sink]) < 2:
            return False
        alone = {**graph.pins, source: _changed(graph.pins[source], how)}
        return same(graph.probe.pinned(alone).sink(sink), base, dtype)


def _changed(z: Tensor, how: str) -> Tensor:
    size = 0 if how == "samples" else 1
    shape = [-1 if d == size else 1 for d in range(z.dim())]
    factor = linspace(2.0, 3.0, z.shape[size], dtype=z.dtype).reshape(shape)
    return z * factor if how == "scale" else z * factor + factor * LARGE


def between(graph: Graph, norms: Norms, small: Trace, source: Node, sink: int) -> Link:
    """The link into a convolution: of norm and form where it is fed by another convolution; for
    the block's input the form is LINE when it arrives untouched. ``small`` is a run with pins of
    unit size."""
    dtype = graph.probe.dtype
    one, two = graph.base.sink(sink), graph.varied[source].sink(sink)
    changed = (one != two) if one is not None and two is not None else None
    trace = small if isinstance(source, int) else graph.base
    u, z = trace.sink(sink), graph.value(source, trace)
    if u is None or z is None or u.shape[1] != z.shape[1] or u.dim() != 4:
        return Link(NONE, OTHER, misaligned=True)
    aligned = align(u, z, changed)
    norm = norms.of(source, sink) if isinstance(source, int) else NONE
    if aligned is None:
        return Link(norm, OTHER, misaligned=True)
    u, z, border, step = aligned
    if source == "x":
        form = LINE if same(u, z, dtype) else RELU if same(u, z.clamp(min=0), dtype) else OTHER
        return Link(norm, form, border, step)
    form = classify(columns(z), columns(u), dtype)
    lifted = form.kind == RELU and norm == FULL and bool(form.floor.any())
    one = _is_one(form.slope * columns(z).std(dim=1, unbiased=False))
    return Link(norm, OTHER if lifted else form.kind, border, step, one)


def input_norm(graph: Graph, sink: int) -> bool:
    """Whether the block's input is normalised before convolution ``sink`` reads it."""
    x = graph.probe.x
    one = graph.probe.pinned(graph.pins, x * LARGE).sink(sink)
    two = graph.probe.pinned(graph.pins, x * (3 * LARGE) + LARGE).sink(sink)
    return same(two, one, graph.probe.dtype)


@dataclass(frozen=True)
class Ending:
    """How the output comes about: the main path's link, the shortcut's, what follows the sum.

    ``post`` is RELU, LINE (nothing) or OTHER; a link is None where nothing arrives.
    """

    main: Link | None
    shortcut: Link | None
    post: str


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
    # Without a shortcut the one activation that there is counts as the last.
    form = LINE if shortcut is None and found.kind == RELU else found.kind
    spread = columns(levels).std(dim=1, unbiased=False)
    main_link = Link(norms.of(main, "y"), form, slope_one=_is_one(found.slope * spread))
    side_link = None
    if shortcut is not None:
        out = probe(_spike(y, 50.0), levels)
        if out is None:
            return None
        found = classify(picked, out, dtype)
        norm = norms.of(shortcut, "y") if isinstance(shortcut, int) else NONE
        one = _is_one(found.slope * (1.0 if shortcut == "x" else spread))
        side_link = Link(norm, found.kind, slope_one=one)
    post = _post(probe, y, shortcut, level)
    return Ending(main_link, side_link, post)


def _post(probe, y: Tensor, shortcut: Node | None, level) -> str:
    low = probe(_spike(y, -50.0), level(shortcut, -50.0))
    if low is None:
        return OTHER
    if float(low.abs().max()) < 1e-9:
        return RELU
    if shortcut == "x":
        lower = probe(_spike(y, -50.0), full_like(y, -51.0))
        moved = float((low - lower).mean()) if lower is not None else 0.0
        if abs(moved - 1.0) < 1e-6:
            return LINE
        return LINE if float(low.min()) > 0 else OTHER
    return LINE if float(low.min()) < -0.7 or float(low.min()) > 0 else OTHER


def _is_one(slope: Tensor) -> bool:
    return bool(((slope - 1.0).abs() < 1e-3).all())


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
