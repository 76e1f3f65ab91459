"""What holds for every call: its arguments alone count, and any batch and layout will do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from torch import Tensor, cat, float32

from grader import common
from grader.findings import Finding
from grader.numbers import close
from grader.subject import Subject

from .cell import HIDDEN, INPUT, Cell, Unusable, as_pair, build, inputs, tensors_of
from .first import Known, wrong_shapes

_TINY = 1e-5


def repeat(subject: Subject) -> Iterator[Finding]:
    """The same values give the same result, whatever was called before and stands beside them."""
    known = Known.of(subject)
    for cell in known.steady():
        try:
            text = next(_dependences(cell), None)
        except Unusable:
            continue  # another check tells
        if text:
            known.unsteady.add(cell.training)
            yield Finding(None, f"{text} {cell.mode}.", blocks=False)


def _dependences(cell: Cell) -> Iterator[str]:
    x, (h, c) = inputs(batch=6)

    def other(given: Any, wanted: Any, tolerance: float = 1e-6) -> bool:
        try:
            pairs = list(zip(cell.pair(*given), wanted))
        except Unusable:
            return False
        worst = max(float((a - b).abs().max() / (1 + b.abs().max())) for a, b in pairs)
        return not worst <= tolerance

    first, *equal = cell.pairs(x, (h, c), times=8)
    kept = [t.clone() for t in first]
    if not all(close(pair, kept) for pair in equal):
        yield "Equal calls give different results"
    for at, text in (
        ([5, 4, 3, 2, 1, 0], "The same samples in another order give other results"),
        ([0, 1, 2], "A sample in a batch of 3 gives another result than in a batch of 6"),
        ([0], "A sample alone gives another result than in a batch of 6"),
    ):
        if other((x[at], (h[at], c[at])), [t[at] for t in kept]):
            yield text
    if not close(first, kept):
        yield "A later call changes what an earlier call returned"
    cell.call(x + 1)
    if other((x, (h, c)), kept):
        yield "A call without a state changes what later calls return"
    for name, which in (("x", "x"), ("h", "h"), ("c", "c"), ("state", "hc")):
        zero, tiny = (
            [t * 0 + value if key in which else t for key, t in zip("xhc", (x, h, c))]
            for value in (0.0, _TINY)
        )
        with_tiny = cell.pair(tiny[0], tiny[1:])
        if other((zero[0], zero[1:]), with_tiny, 5e-3):
            yield f"An all-zero {name} is treated unlike a {name} of {_TINY:g}"


def sizes(subject: Subject) -> list[Finding]:
    """Other batches and sizes, other layouts in memory, float32, and the result as next state."""
    for cell in Known.of(subject).steady():
        found = list(_look(cell, f"With a batch of 1 {cell.mode}", inputs(batch=1), (1, HIDDEN)))
        if not found and not cell.training:
            found = list(_sizes(cell))
        if found:
            return found
    return []


def _sizes(cell: Cell) -> Iterator[Finding]:
    built = build(cell.subject, sizes=(4, 1))
    if built.ok and cell.pick is as_pair:
        small = replace(cell, module=built.value)
        yield from _look(small, "With hidden_size 1", inputs(sizes=(4, 1)), (2, 1))
    x, (h, c) = inputs()
    wide = cat([x, x], 1)[:, :INPUT], (cat([h, h], 1)[:, :HIDDEN], cat([c, c], 1)[:, :HIDDEN])
    turned = x.t().contiguous().t(), (h.t().contiguous().t(), c.t().contiguous().t())
    for given, what in ((wide, "slices of larger tensors"), (turned, "transposed tensors")):
        where = f"With x and a state that are {what}"
        yield from _look(cell, where, given, (2, HIDDEN), cell.call(x, (h, c)).value)
    yield from _feeds(cell, "With its own result as the next state")
    built = build(cell.subject, float32)
    if built.ok:
        single = replace(cell, module=built.value, dtype=float32)
        yield from _look(single, "In float32", inputs(float32), (2, HIDDEN))
        yield from _feeds(single, "In float32 with its own result as the next state")


def _feeds(cell: Cell, where: str) -> Iterator[Finding]:
    """What it returns serves as the next state, as it is."""
    x, state = inputs(cell.dtype)
    result = cell.call(x, state).value
    pair = as_pair(result)
    if pair is not None and all(t.shape == state[0].shape for t in pair):
        wanted = cell.call(x, [t.to(cell.dtype) for t in pair]).value
        yield from _look(cell, where, (x, result), (2, HIDDEN), wanted)


def _look(
    cell: Cell, where: str, given: Any, wanted: tuple[int, int], same: Any = None
) -> Iterator[Finding]:
    """What is wrong with one call, which perhaps is to give the ``same`` result as another."""
    called = cell.call_on(*given)
    if called.error is not None:
        found = common.explain(cell.subject, called.error, blocks=False)
        yield replace(found, message=f"{where}: {found.message}")
        return
    pair = cell.pick(called.value)
    wrong = wrong_shapes(cell.subject, pair, wanted) if pair else []
    if wrong:
        text = f"{where}: {wrong[0].message}"
        yield replace(wrong[0], message=text, independent=True, blocks=False)
    elif same is not None and not close(_plain(called.value), _plain(same), cell.dtype):
        yield Finding(None, f"{where} the result is another one.", blocks=False)


def _plain(value: Any) -> list[Tensor]:
    return [t.detach() for t in tensors_of(value)]
