"""What stands between two convolutions, and between the last ones and the output."""

from __future__ import annotations

from dataclasses import dataclass, field

from torch import Tensor, linspace

from .graph import LARGE, Graph, Node
from .shapes import LINE, OTHER, RELU, align, classify, columns, is_one, same
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
    one = is_one(form.slope * columns(z).std(dim=1, unbiased=False))
    return Link(norm, OTHER if lifted else form.kind, border, step, one)


def input_norm(graph: Graph, sink: int) -> bool:
    """Whether the block's input is normalised before convolution ``sink`` reads it."""
    x = graph.probe.x
    one = graph.probe.pinned(graph.pins, x * LARGE).sink(sink)
    two = graph.probe.pinned(graph.pins, x * (3 * LARGE) + LARGE).sink(sink)
    return same(two, one, graph.probe.dtype)
