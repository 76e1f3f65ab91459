"""What holds for every call: its arguments alone count, and any batch and layout will do."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from torch import Tensor, cat, float32, set_grad_enabled

from grader import candidate, common
from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import close
from grader.subject import Subject

from .cell import BATCH, Cell, Unusable, as_pair, build, inputs
from .findings import finding
from .first import known, tensors_of, wrong_shapes

_TINY = 1e-5


def single(subject: Subject) -> Attempt:
    """The cell in float32."""
    return build(subject, float32)


def unsteady(subject: Subject) -> dict[bool, str]:
    """What else a result depends on, by the modes (training or not) in which it does."""
    found: dict[bool, str] = {}
    for mode in (False, True):
        cell = subject.once(known).in_mode(mode)
        try:
            text = next(_dependences(cell), None)
        except Unusable:
            continue  # another check tells
        if text:
            found[mode] = f"{text} {cell.mode}."
    return found


def steady(subject: Subject) -> list[Cell]:
    """The cell in each mode in which it can be examined."""
    cell, others = subject.once(known), subject.once(unsteady)
    return [cell.in_mode(mode) for mode in (False, True) if mode not in others]


def in_each_mode(subject: Subject, look: Callable[[Cell], Iterable[Finding]]) -> list[Finding]:
    """The findings of the first mode in which there are any."""
    for cell in steady(subject):
        try:
            found = list(look(cell))
        except Unusable as unusable:
            found = unusable.explained(subject)
        if found:
            return found
    return []


def repeat(subject: Subject) -> list[Finding]:
    """The same values give the same result, whatever was called before and stands beside them."""
    return [Finding(None, text, blocks=False) for text in subject.once(unsteady).values()]


def _dependences(cell: Cell) -> Iterator[str]:
    given = x, (h, c) = inputs(batch=6)

    def differs(given: Any, wanted: list[Tensor]) -> bool:
        try:
            return _differ(cell.pairs(given)[0], wanted)
        except Unusable:
            return False

    first, *equal = cell.pairs(*[given] * 8)
    kept = [t.clone() for t in first]
    if not all(close(pair, kept) for pair in equal):
        yield "Equal calls give different results"
    for at, text in (
        ([5, 4, 3, 2, 1, 0], "The same samples in another order give other results"),
        ([0, 1, 2], "A sample in a batch of 3 gives another result than in a batch of 6"),
        ([0], "A sample alone gives another result than in a batch of 6"),
    ):
        if differs((x[at], (h[at], c[at])), [t[at] for t in kept]):
            yield text
    if not close(first, kept):
        yield "A later call changes what an earlier call returned"
    cell.call(x + 1)
    if differs(given, kept):
        yield "A call without a state changes what later calls return"
    parts = {"x": "x", "h": "h", "c": "c", "state": "hc"}
    calls = [
        [t * 0 + value if key in which else t for key, t in zip("xhc", (x, h, c))]
        for which in parts.values()
        for value in (0.0, _TINY)
    ]
    seen = cell.pairs(*((one[0], one[1:]) for one in calls))
    for name, zero, tiny in zip(parts, seen[::2], seen[1::2]):
        if _differ(zero, tiny, 5e-3):
            yield f"An all-zero {name} is treated unlike a {name} of {_TINY:g}"


def _differ(pair: Iterable[Tensor], wanted: Iterable[Tensor], most: float = 1e-6) -> bool:
    gaps = [(a - b).abs().max() / (1 + b.abs().max()) for a, b in zip(pair, wanted)]
    return not all(float(gap) <= most for gap in gaps)


def default(subject: Subject) -> list[Finding]:
    """Without a state the cell agrees with the cell started from zeros, on every call."""

    def look(cell: Cell) -> Iterator[Finding]:
        ways = [(cell, BATCH, ""), (cell, BATCH, " when it is called again"), (cell, 1, "")]
        for one, batch, when in [*ways, *((narrow, BATCH, "") for narrow in _narrow(cell))]:
            x, (h, c) = inputs(one.dtype, batch, 40)
            wanted, actual = one.pick(one.call(x, (h * 0, c * 0)).value), one.call(x)
            if wanted is None:
                continue  # another check tells
            pair = one.pick(actual.value)
            if actual.error is not None:
                yield _without_state(cell, actual.error)
            elif pair is None or not close(_plain(pair), _plain(wanted), one.dtype):
                said = {"problem": f"does not start from zeros{when}"}
                yield finding(subject, "default-state-wrong", said, cell.odd_mode)
            one.call(x, (h, c))

    return in_each_mode(subject, look)


def _without_state(cell: Cell, error: BaseException) -> Finding:
    general = common.explain(cell.subject, error, blocks=False)
    if general.mistake != "raises" or cell.subject.placeholders():
        return general
    said = {"problem": f"fails with {candidate.describe(error).rstrip('.')}"}
    return finding(cell.subject, "default-state-wrong", said, cell.odd_mode, general.line)


def overwritten(subject: Subject) -> dict[str, Cell]:
    """The arguments that a call changes, each with the cell in the first mode in which it does."""
    found: dict[str, Cell] = {}
    for mode, batch in itertools.product((False, True), (BATCH, 1)):
        cell = subject.once(known).in_mode(mode)
        x, (h, c) = inputs(batch=batch, seed=60)
        given = [x.clone(), h.clone(), c.clone()]
        with set_grad_enabled(mode):
            cell.call_on(given[0], (given[1], given[2]))
        for name, one, before in zip("xhc", given, (x, h, c)):
            if one.shape != before.shape or bool((one != before).any()):
                found.setdefault(name, cell)
    return found


def kept(subject: Subject) -> list[Finding]:
    """The tensors that were passed in hold the same values afterwards."""
    changed = subject.once(overwritten)
    states = [name for name in "hc" if name in changed]
    if states:
        said = {"states": " and ".join(states)}
        return [finding(subject, "state-mutated", said, changed[states[0]].odd_mode)]
    text = "The caller's x is changed in place"
    return [Finding(None, f"{text} {cell.mode}.", blocks=False) for cell in changed.values()]


def sizes(subject: Subject) -> list[Finding]:
    """Other batches and sizes, other layouts in memory, float32, and the result as next state."""

    def look(cell: Cell) -> Iterator[Finding]:
        alone = _look(cell, f"With a batch of 1 {cell.mode}", inputs(batch=1))
        yield from alone if alone or cell.training else _sizes(cell)

    return in_each_mode(subject, look)


def _sizes(cell: Cell) -> Iterator[Finding]:
    built = build(cell.subject, sizes=(4, 1))
    if built.ok and cell.pick is as_pair:
        small = replace(cell, module=built.value)
        yield from _look(small, "With hidden_size 1", inputs(sizes=(4, 1)))
    given = x, (h, c) = inputs()
    same = cell.call(*given).value
    for change, what in ((_sliced, "slices of larger tensors"), (_turned, "transposed tensors")):
        other = change(x), (change(h), change(c))
        yield from _look(cell, f"With x and a state that are {what}", other, same)
    yield from _feeds(cell, "With its own result as the next state")
    for narrow in _narrow(cell):
        yield from _look(narrow, "In float32", inputs(float32))
        yield from _feeds(narrow, "In float32 with its own result as the next state")


def _narrow(cell: Cell) -> list[Cell]:
    """The cell in float32, if it can be built."""
    built = cell.subject.once(single)
    return [replace(cell, module=built.value, dtype=float32)] if built.ok else []


def _sliced(t: Tensor) -> Tensor:
    return cat([t, t], 1)[:, : t.shape[1]]


def _turned(t: Tensor) -> Tensor:
    return t.t().contiguous().t()


def _feeds(cell: Cell, where: str) -> list[Finding]:
    """What it returns serves as the next state, as it is."""
    x, state = inputs(cell.dtype)
    result = cell.call(x, state).value
    pair = as_pair(result)
    if pair is None or any(t.shape != state[0].shape for t in pair):
        return []
    wanted = cell.call(x, [t.to(cell.dtype) for t in pair]).value
    return _look(cell, where, (x, result), wanted)


def _look(cell: Cell, where: str, given: Any, same: Any = None) -> list[Finding]:
    """What is wrong with one call, which perhaps is to give the ``same`` result as another."""
    called = cell.call_on(*given)
    if called.error is not None:
        found = common.explain(cell.subject, called.error, blocks=False)
        return [replace(found, message=f"{where}: {found.message}")]
    pair = cell.pick(called.value)
    for found in wrong_shapes(cell.subject, pair, tuple(given[1][0].shape)) if pair else ():
        text = f"{where}: {found.message}"
        return [replace(found, message=text, independent=True, blocks=False)]
    if same is not None and not close(_plain(called.value), _plain(same), cell.dtype):
        return [Finding(None, f"{where} the result is another one.", blocks=False)]
    return []


def _plain(value: Any) -> list[Tensor]:
    return [t.detach() for t in tensors_of(value)]
