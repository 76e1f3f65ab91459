"""The first step: what it returns, and what the later stages need to know about the cell."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, replace
from typing import Any

from grader import common
from grader.findings import Finding
from grader.numbers import shape_text
from grader.subject import Subject

from .cell import BATCH, HIDDEN, NAME, Cell, Pair, as_pair, build, inputs, tensors_of
from .findings import finding


@dataclass
class Known:
    """What is known about the cell. ``unsteady`` are the modes (training or not) in which a result
    depends on more than the arguments; ``overwritten`` the arguments that a call changes."""

    cell: Cell
    unsteady: set[bool] = field(default_factory=set)
    overwritten: list[str] = field(default_factory=list)

    @staticmethod
    def of(subject: Subject) -> Known:
        return subject.memo["known"]

    def steady(self) -> list[Cell]:
        """The cell in each mode that can be examined."""
        return [self.cell.in_mode(mode) for mode in (False, True) if mode not in self.unsteady]


def shape(subject: Subject) -> list[Finding]:
    """Builds the cell and takes one step from a given state."""
    built = build(subject)
    if built.error is not None:
        return [common.explain(subject, built.error)]
    cell = Cell(subject, built.value)
    called = cell.call(*inputs())
    if called.error is not None:
        return [_takes_apart(cell, called.error) or common.explain(subject, called.error)]
    known = subject.memo["known"] = Known(cell)
    value, wanted = called.value, (BATCH, HIDDEN)
    pair, what = as_pair(value), shape_text(value)
    if pair is not None:
        wrong = wrong_shapes(subject, pair, wanted)[:1]
        if wrong and all(tuple(t.squeeze().shape) == wanted for t in pair):
            # Axes of length 1 are in the way of nothing else.
            known.cell = replace(cell, pick=_squeezed)
            return [replace(found, independent=True, blocks=False) for found in wrong]
        if wrong or not bool((pair[0] == pair[1]).all()):
            return wrong
        what = "the same values twice"
    elif value is None:
        found = common.wrong_shape(subject, None, wanted, "h")
        if found.mistake == "not-implemented":
            return [found]
    known.cell = replace(cell, pick=_inside)
    blocks = pair is not None or _inside(value) is None
    return [finding(subject, "return-structure-wrong", {"what": what}, blocks=blocks)]


def wrong_shapes(subject: Subject, pair: Pair, wanted: tuple[int, int]) -> list[Finding]:
    return [
        common.wrong_shape(subject, one, wanted, f"The returned {name}")
        for name, one in zip("hc", pair)
        if tuple(one.shape) != wanted
    ]


def _takes_apart(cell: Cell, error: BaseException) -> Finding | None:
    """Whether forward wants h and c as two arguments."""
    x, (h, c) = inputs()
    names = list(inspect.signature(cell.module.forward).parameters)
    if not isinstance(error, TypeError) or len(names) < 3 or not cell.call_on(x, h, c).ok:
        return None
    text = f"{NAME}.forward takes h and c apart; the contract passes a pair, state=(h, c)."
    return Finding("missing-definition", text)


def _squeezed(value: Any) -> Pair | None:
    pair = as_pair(value)
    return None if pair is None else (pair[0].reshape(-1, HIDDEN), pair[1].reshape(-1, HIDDEN))


def _inside(value: Any) -> Pair | None:
    """(h, c) in a result of another structure, where it is clear which two tensors these are."""
    for item in value if isinstance(value, (list, tuple)) else ():
        pair = as_pair(item)
        if pair is not None:
            return pair
    found = tensors_of(value)
    if len(found) == 1 and found[0].shape[-1] == 2 * HIDDEN:
        found = list(found[0].chunk(2, -1))
    if len(found) != 2 or any(t.dim() != 2 or t.shape[-1] != HIDDEN for t in found):
        return None
    return found[0], found[1]
