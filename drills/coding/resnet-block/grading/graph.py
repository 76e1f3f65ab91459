"""Who reads from whom: the main path and the shortcut, found by changing one source at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

import torch
from torch import Tensor

from grader.numbers import randn

from .cases import Probe
from .trace import Conv, Trace

Node = Union[int, str]  # the number of a convolution, "x" or "y"
LARGE = 1000.0  # next to this spread the epsilon of a norm does not count
_EQUAL = torch.equal


@dataclass
class Graph:
    """``reads[sink]`` are the sources of each convolution's input and of the output "y".

    ``box[k]``: where (top, left) the source begins in the input of convolution k, if that was
    padded by hand; ``step[sink]``: every how manieth position of the source was taken.
    """

    probe: Probe
    pins: dict[int, Tensor]
    base: Trace
    reads: dict[Node, set[Node]]
    varied: dict[Node, Trace]
    main: list[int]
    side: list[int]  # the convolutions of the shortcut

    @property
    def convs(self) -> list[Conv]:
        return self.probe.real.convs

    def source_of(self, index: int) -> Node | None:
        """The only source of a convolution, or None."""
        found = self.reads[index]
        return next(iter(found)) if len(found) == 1 else None

    def value(self, node: Node, trace: Trace) -> Tensor | None:
        if node == "x":
            return self.probe.x
        return trace.outputs[node] if isinstance(node, int) else None


def make_pins(probe: Probe, scale: float, seed: int) -> dict[int, Tensor]:
    return {
        k: randn(*out.shape, seed=seed + k, dtype=probe.dtype) * scale
        for k, out in enumerate(probe.real.outputs)
        if out is not None
    }


def analyse(probe: Probe) -> Graph | None:
    """None when the block does not call the same convolutions again."""
    pins = make_pins(probe, LARGE, 20)
    base = probe.pinned(pins)
    count = len(probe.real.convs)
    if len(base.convs) != count:
        return None
    others = make_pins(probe, LARGE, 40)
    varied: dict[Node, Trace] = {}
    for k in pins:
        varied[k] = probe.pinned({**pins, k: others[k]})
    varied["x"] = probe.pinned(pins, randn(*probe.x.shape, seed=6, dtype=probe.dtype))
    sinks: list[Node] = [*range(count), "y"]
    reads: dict[Node, set[Node]] = {
        sink: {source for source, trace in varied.items() if _differ(base, trace, sink)}
        for sink in sinks
    }
    main, side = _paths(probe, reads)
    return Graph(probe, pins, base, reads, varied, main, side)


def _differ(base: Trace, other: Trace, sink: Node) -> bool:
    one, two = base.sink(sink), other.sink(sink)
    if one is None or two is None:
        return False
    return one.shape != two.shape or not _EQUAL(one, two)


def _paths(probe: Probe, reads: dict[Node, set[Node]]) -> tuple[list[int], list[int]]:
    """The chains of convolutions from x to the output: the longest, and the other one."""
    count = len(probe.real.convs)
    consumed = {s for sink, found in reads.items() if sink != "y" for s in found}
    ends = [k for k in range(count) if k in reads["y"]]
    if probe.real.error is not None or not ends:
        ends = [k for k in range(count) if k not in consumed]
    chains = [_chain(end, reads) for end in ends]
    wanted = probe.case.kernels

    def rank(chain: list[int]) -> tuple[bool, int, int]:
        kernels = tuple(probe.real.convs[k].kernel[0] for k in chain)
        return kernels == wanted, len(chain), sum(kernels)

    chains.sort(key=rank, reverse=True)
    main = chains[0] if chains else []
    side = next((c for c in chains[1:] if not set(c) & set(main)), [])
    return main, side


def _chain(end: int, reads: dict[Node, set[Node]]) -> list[int]:
    chain = [end]
    while True:
        before = [s for s in reads[chain[0]] if isinstance(s, int) and s not in chain]
        if not before:
            return chain
        chain.insert(0, max(before))
