"""Judges the recorded convolutions by their sizes: kernels, padding, strides, widths, sharing."""

from __future__ import annotations

from collections.abc import Iterator

from grader.findings import Finding

from .graph import Graph
from .links import Link
from .words import finding, ordinal, unnamed


def sizes(graph: Graph, links: dict[int, Link], last_steps: dict[int, int]) -> Iterator[Finding]:
    """``links[k]`` is what leads into convolution k; ``last_steps[k]`` subsamples what the
    last convolutions return."""
    case, main = graph.probe.case, graph.main
    at, count = case.text(), len(graph.main)
    if count != len(case.kernels):
        wanted = len(case.kernels)
        text = f"The main path of {at} has {count} convolutions"
        yield unnamed(f"{text}; the contract asks for {wanted}.")
    else:
        for position, (k, kernel) in enumerate(zip(main, case.kernels)):
            yield from _kernel(graph, k, kernel, ordinal(position, count))
        yield from _widths(graph)
        yield from _strides(graph, links, last_steps)
    for k in graph.side if count == len(case.kernels) else ():
        yield from _kernel(graph, k, 1, "the shortcut's convolution")
    names = {k: ordinal(i, count) for i, k in enumerate(main)}
    names.update((k, "the shortcut's convolution") for k in graph.side)
    for k, name in names.items():
        yield from _padding(graph, k, links.get(k), name)
    if len(graph.side) == 1 and count == len(case.kernels):
        height, width = _stride(graph, graph.side[0], links)
        after = last_steps.get(graph.side[0], 1)
        stride = height * after, width * after
        if stride != (case.stride, case.stride):
            detail = f"the shortcut's convolution has stride {_size(stride)}"
            yield finding("stride-misplaced", at, detail)


def _kernel(graph: Graph, k: int, kernel: int, name: str) -> Iterator[Finding]:
    conv, at = graph.convs[k], graph.probe.case.text()
    if conv.kernel != (kernel, kernel):
        detail = f"the kernel of {name} is {_size(conv.kernel)}, not {kernel}x{kernel}"
        yield finding("kernel-size-wrong", at, detail)
    elif conv.groups != 1:
        yield unnamed(f"In {at} {name} has {conv.groups} groups, not one.")
    elif conv.dilation != (1, 1) and kernel > 1:
        yield unnamed(f"In {at} {name} is dilated; the contract asks for a plain one.")


def _padding(graph: Graph, k: int, link: Link | None, name: str) -> Iterator[Finding]:
    conv = graph.convs[k]
    border = link.border if link is not None else (0, 0)
    actual = conv.padding[0] + border[0], conv.padding[1] + border[1]
    if actual != conv.neutral:
        wanted = int(conv.neutral[0])
        detail = f"{name} ({_size(conv.kernel)}) has padding {_plain(actual)}, not {wanted}"
        yield finding("padding-wrong", graph.probe.case.text(), detail)


def _widths(graph: Graph) -> Iterator[Finding]:
    case = graph.probe.case
    actual = tuple(graph.convs[k].weight.shape[0] for k in graph.main)
    if actual[-1] != case.outputs and case.name == "Bottleneck":
        wanted = f"{actual[-1]} channels, not 4 * channels ="
        yield finding("expansion-wrong", case.text(), f"{wanted} {case.outputs}".strip())
    elif actual != case.widths:
        text = f"In {case.text()} the convolutions return {_plain(actual)} channels"
        yield unnamed(f"{text}; the contract asks for {_plain(case.widths)}.")


def _strides(graph: Graph, links: dict[int, Link], last_steps: dict[int, int]) -> Iterator[Finding]:
    case = graph.probe.case
    found = []
    for position, k in enumerate(graph.main):
        following = graph.main[position + 1] if position + 1 < len(graph.main) else None
        after = last_steps.get(k, 1) if following is None else _step(links, following)
        height, width = graph.convs[k].stride
        before = _step(links, k) if position == 0 else 1
        found.append((height * before * after, width * before * after))
    allowed = [tuple((s, s) for s in strides) for strides in case.strides]
    if tuple(found) not in allowed:
        shown = ", ".join(_plain(s) for s in found)
        wanted = " or ".join(", ".join(str(s) for s in strides) for strides in case.strides)
        detail = f"the strides of the convolutions are {shown}; expected {wanted}"
        yield finding("stride-misplaced", case.text(), detail)


def _stride(graph: Graph, k: int, links: dict[int, Link]) -> tuple[int, int]:
    step = _step(links, k)
    height, width = graph.convs[k].stride
    return height * step, width * step


def _step(links: dict[int, Link], k: int) -> int:
    return links[k].step if k in links else 1


def shared(graph: Graph) -> Iterator[Finding]:
    """One weight in two convolution calls, or one norm's tensors in two norm calls."""
    at = graph.probe.case.text()
    weights = [(id(c.weight), c.weight.data_ptr()) for c in graph.convs]
    pointers = [p for _, p in weights]
    if len(set(pointers)) < len(pointers):
        yield finding("layers-shared", at, "one convolution's weight is used in two places")
    if graph.probe.real.norms:
        yield from shared_norms(at, graph.probe.real.norms)
    elif graph.probe.repeats():
        yield finding("layers-shared", at, "one layer with weights is called twice")


def shared_norms(at: str, norms: list) -> Iterator[Finding]:
    seen: set[int] = set()
    for tensors in norms:
        mine = {id(t) for t in tensors}
        if mine & seen:
            yield finding("layers-shared", at, "one batch norm is used in two places")
            return
        seen |= mine


def _size(pair: tuple[int, ...]) -> str:
    return "x".join(map(str, pair))


def _plain(values: tuple[int, ...]) -> str:
    return str(values[0]) if len(set(values)) == 1 and len(values) == 2 else str(tuple(values))
