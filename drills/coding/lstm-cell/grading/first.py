"""The first step: what it returns, and how the other stages find (h, c) in that."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any

from torch import Tensor

from grader import common
from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import shape_text
from grader.parameters import tensors_in
from grader.subject import Subject

from .cell import BATCH, HIDDEN, NAME, Cell, Pair, as_pair, build, inputs
from .findings import finding

_WANTED = (BATCH, HIDDEN)


def first(subject: Subject) -> Attempt:
    """What one step from a given state gives."""
    return Cell(subject, subject.once(build).value).call(*inputs())


def known(subject: Subject) -> Cell:
    """The cell in eval mode, once ``shape`` has found that it can be examined."""
    value, pick = subject.once(first).value, as_pair
    pair = as_pair(value)
    if pair is None:
        pick = _inside
    elif any(tuple(t.shape) != _WANTED for t in pair):
        pick = _squeezed
    return Cell(subject, subject.once(build).value, pick=pick)


def shape(subject: Subject) -> list[Finding]:
    """Builds the cell and takes one step from a given state."""
    built = subject.once(build)
    if built.error is not None:
        return [common.explain(subject, built.error)]
    called = subject.once(first)
    if called.error is not None:
        return [_takes_apart(subject, called.error) or common.explain(subject, called.error)]
    value, what = called.value, shape_text(called.value)
    pair = as_pair(value)
    if pair is not None:
        wrong = wrong_shapes(subject, pair, _WANTED)[:1]
        if wrong and all(tuple(t.squeeze().shape) == _WANTED for t in pair):
            # Axes of length 1 are in the way of nothing else.
            return [replace(found, independent=True, blocks=False) for found in wrong]
        if wrong or not bool((pair[0] == pair[1]).all()):
            return wrong
        what = "the same values twice"
    elif value is None:
        found = common.wrong_shape(subject, None, _WANTED, "h")
        if found.mistake == "not-implemented":
            return [found]
    blocks = pair is not None or _inside(value) is None
    return [finding(subject, "return-structure-wrong", {"what": what}, blocks=blocks)]


def wrong_shapes(subject: Subject, pair: Pair, wanted: tuple[int, ...]) -> list[Finding]:
    return [
        common.wrong_shape(subject, one, wanted, f"The returned {name}")
        for name, one in zip("hc", pair)
        if tuple(one.shape) != wanted
    ]


def _takes_apart(subject: Subject, error: BaseException) -> Finding | None:
    """Whether forward wants h and c as two arguments."""
    cell, (x, (h, c)) = Cell(subject, subject.once(build).value), inputs()
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


def tensors_of(value: Any) -> list[Tensor]:
    """All tensors in a nested structure, also in simple objects."""
    if not isinstance(value, (Tensor, dict, list, tuple)) and hasattr(value, "__dict__"):
        value = vars(value)
    return list(tensors_in(value))
