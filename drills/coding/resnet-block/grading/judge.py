"""Names the mistakes of one block in one case, from its graph and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from torch import Tensor

from grader.findings import Finding

from . import reference
from .cases import Probe
from .ending import Ending, ending, step_of
from .graph import Graph, Node, analyse, make_pins
from .layers import shared, shared_norms, sizes
from .links import FULL, SAMPLE, SCALE, Link, Norms, between, input_norm
from .shapes import LINE, OTHER, RELU
from .words import finding, ordinal, unnamed

# What torch says about two tensors that cannot be added.
_MISFIT = re.compile(r"size of tensor|broadcast|equal size|match", re.IGNORECASE)


def judge(probe: Probe) -> list[Finding]:
    """All that can be said about this case; also when its forward pass raises."""
    if probe.real.error is None and reference.is_hidden(probe):
        return list(_by_reference(probe))
    graph = analyse(probe)
    if graph is None:
        return [unnamed(f"{probe.case.text()} does not do the same in every call.")]
    if not graph.main:
        return list(shared_norms(probe.case.text(), probe.real.norms))
    norms = Norms(graph)
    links = _links(graph, norms)
    found = list(_start(graph, links))
    found += sizes(graph, links, _last_steps(graph))
    fine = not found
    found += shared(graph)
    found += _middle(graph, links)
    found += _end(graph, norms)
    error = probe.real.error
    if fine and error is not None and not probe.case.fits and not graph.side:
        whole = len(graph.main) == len(probe.case.kernels)
        if whole and _MISFIT.search(str(error)):
            detail = "the addition fails without one"
            found.append(finding("shortcut-not-projected", probe.case.text(), detail))
    return found


def _by_reference(probe: Probe) -> Iterator[Finding]:
    at, count = probe.case.text(), len(probe.case.kernels)
    match = reference.explain(probe)
    if match is None:
        yield unnamed(f"{at} differs from a residual block with the same weights.")
        return
    for flag in match.bugs:
        mistake, _, index = flag.partition(".")
        detail = ordinal(int(index), count) if index else "the output is that without a shortcut"
        if mistake == "mid-relu-missing":
            detail = f"{detail} and the next"
        yield finding(mistake, at, detail)


def _links(graph: Graph, norms: Norms) -> dict[int, Link]:
    links: dict[int, Link] = {}
    small = graph.probe.pinned(make_pins(graph.probe, 1.0, 60))
    for k in (*graph.main, *graph.side):
        source = graph.source_of(k)
        if source is not None:
            links[k] = between(graph, norms, small, source, k)
    return links


def _last_steps(graph: Graph) -> dict[int, int]:
    """By how much what the last convolutions return is subsampled on its way to the output."""
    y = graph.base.sink("y")
    if y is None or tuple(y.shape) != graph.probe.case.shape:
        return {}
    ends = [path[-1] for path in (graph.main, graph.side) if path and path[-1] in graph.reads["y"]]
    return {k: step_of(graph.pins[k], y) for k in ends}


def _start(graph: Graph, links: dict[int, Link]) -> Iterator[Finding]:
    """The block's input should reach the first convolution and the projection untouched."""
    at = graph.probe.case.text()
    for k, name in ((graph.main[0], "the first"), *((s, "the shortcut's") for s in graph.side[:1])):
        link = links.get(k)
        if link is None or graph.source_of(k) != "x":
            yield unnamed(f"In {at} {name} convolution does not read the block's input alone.")
        elif link.form == LINE:
            continue
        elif input_norm(graph, k):
            detail = "the input goes through batch norm"
            gone = ("bn-missing", "final-relu-missing", "bn-after-relu")
            yield finding("pre-activation-order", at, detail, explains=gone)
        elif link.form == RELU and k in graph.side:
            yield finding("shortcut-activated", at)
        elif link.form == RELU and _is_kept(graph, links):
            yield finding("pre-activation-order", at, "the input goes through ReLU")
        elif link.form != RELU:
            yield unnamed(f"In {at} {name} convolution does not read the block's input as it is.")


def _is_kept(graph: Graph, links: dict[int, Link]) -> bool:
    """Whether the shortcut still gets the input as it was: not where ReLU wrote into it, or
    where both paths read its result."""
    if any(links[k].form == RELU for k in graph.side if k in links):
        return False
    end = graph.main[-1]
    if "x" not in graph.reads["y"] or end not in graph.pins:
        return True
    found = ending(graph, Norms(graph), end, "x")
    return found is None or found.shortcut is None or found.shortcut.form != RELU


def _middle(graph: Graph, links: dict[int, Link]) -> Iterator[Finding]:
    """Between the convolutions: batch norm, then ReLU."""
    at, main = graph.probe.case.text(), graph.main
    for position, k in enumerate(main[1:]):
        link, before = links.get(k), ordinal(position, len(main))
        if link is None:
            yield unnamed(f"In {at} {ordinal(position + 1, len(main))} reads more than the last.")
            continue
        both = f"{before} and {ordinal(position + 1, len(main))[4:]}"
        if link.misaligned:
            yield unnamed(f"In {at} what stands between {both} changes the size.")
            continue
        yield from _norm(graph, main[position], link, before)
        if link.form == LINE:
            yield finding("mid-relu-missing", at, both)
        elif link.form == OTHER and link.norm == FULL:
            yield unnamed(f"In {at} the function between {both} is not batch norm and ReLU.")


def _norm(graph: Graph, k: int, link: Link, name: str) -> Iterator[Finding]:
    at = graph.probe.case.text()
    if link.norm == FULL:
        if graph.convs[k].bias is not None:
            yield finding("conv-bias-with-bn", at, name)
        if link.slope_one:
            yield unnamed(f"In {at} the norm after {name} has no learned scale and shift.")
    elif link.norm == SCALE and link.form == RELU:
        yield finding("bn-after-relu", at, name)
    else:
        how = " (the norm there uses each sample's own statistics)" if link.norm == SAMPLE else ""
        yield finding("bn-missing", at, name + how)


def _end(graph: Graph, norms: Norms) -> Iterator[Finding]:
    """The addition: what arrives there and what follows."""
    case, reads = graph.probe.case, graph.reads["y"]
    at, count = case.text(), len(graph.main)
    if graph.probe.real.error is not None or not isinstance(graph.probe.real.output, Tensor):
        return
    last = graph.main[-1]
    side: Node | None = graph.side[-1] if graph.side and graph.side[-1] in reads else None
    direct = "x" in reads
    if side is None and not direct:
        idle = " (a projection runs, and its result is not used)" if graph.side else ""
        yield finding("shortcut-missing", at, f"its input reaches the output only through it{idle}")
    elif not case.fits and side is None:
        yield finding("shortcut-not-projected", at, "its input is made to fit in another way")
        return
    elif case.fits and side is not None and graph.probe.real.output.shape == case.shape:
        yield finding("shortcut-always-projected", at)
    if side is not None and direct:
        yield unnamed(f"{at} adds its input next to the projection.")
        return
    shortcut = side if side is not None else "x" if direct else None
    end = ending(graph, norms, last, shortcut)
    if end is not None and end.main is not None:
        yield from _norm(graph, last, end.main, ordinal(count - 1, count))
        yield from _sum(graph, end, shortcut)


def _sum(graph: Graph, end: Ending, shortcut: Node | None) -> Iterator[Finding]:
    at, main, link = graph.probe.case.text(), end.main, end.shortcut
    if end.post == OTHER:
        yield unnamed(f"In {at} what follows the addition is not ReLU.")
        return
    if not end.adds:
        yield unnamed(f"In {at} the main path and the shortcut are not added.")
        return
    if end.post == LINE:
        yield finding("final-relu-missing", at)
    if main is not None and main.form == RELU and main.norm != SCALE:
        yield finding("relu-before-add", at)
    elif main is not None and main.form == OTHER and main.norm == FULL:
        text = f"In {at} what becomes of the last convolution's result"
        yield unnamed(f"{text} is not batch norm, the addition and ReLU.")
    if link is None:
        return
    if link.form == RELU:
        yield finding("shortcut-activated", at)
    elif link.form == OTHER or (shortcut == "x" and not link.slope_one):
        what = "the input as it is" if shortcut == "x" else "a convolution with batch norm"
        yield unnamed(f"In {at} the shortcut is not {what}.")
    if isinstance(shortcut, int) and not (link.norm == SCALE and link.form == RELU):
        yield from _shortcut_norm(graph, shortcut, link)


def _shortcut_norm(graph: Graph, shortcut: int, link: Link) -> Iterator[Finding]:
    at, name = graph.probe.case.text(), "the shortcut's convolution"
    if link.norm == FULL:
        yield from _norm(graph, shortcut, link, name)
    else:
        yield finding("shortcut-without-bn", at)
