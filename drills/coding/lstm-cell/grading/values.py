"""Reads the cell as an LSTM in several ways and keeps the way with the fewest mistakes."""

from __future__ import annotations

from dataclasses import replace

from torch import Tensor, cat

from grader import common
from grader.findings import Finding
from grader.subject import Subject

from . import memory, output, relations
from .cell import Cell, Pair, Unusable, cells, points
from .diagnosis import Diagnosis
from .findings import finding
from .first import Known

_ORDERS = {
    (False, False): "",
    (True, True): "taken and returned",
    (True, False): "taken",
    (False, True): "returned",
}


def values(subject: Subject) -> list[Finding]:
    """The equations, for a state that is passed in, in both modes."""
    known = Known.of(subject)
    u = cat([points(4, 21), points(2, 22, 12.0)])
    c = cat([cells(4, 23), cells(2, 24, 40.0)])
    told: list[tuple[Cell, Diagnosis]] = []
    first: Pair | None = None
    for cell in known.steady():
        try:
            step = cell.step(u, c)
            if first is not None and all(map(_agree, step, first)):
                break
            first = step
            told.append((cell, _examine(cell)))
        except Unusable as unusable:
            if unusable.error is None:
                text = f"A larger batch gives another shape {cell.mode}."
                return [Finding(None, text, blocks=False)]
            return [common.explain(subject, unusable.error, blocks=False)]
    if not told:
        text = "Not looked at, because a result depends on more than the arguments."
        return [Finding(None, text, blocks=False)]
    return _tell(subject, told)


def _agree(one: Tensor, two: Tensor) -> bool:
    return float((one - two).abs().max()) < 1e-7 * (1.0 + float(two.abs().max()))


def _tell(subject: Subject, told: list[tuple[Cell, Diagnosis]]) -> list[Finding]:
    """The findings of one or both modes; the mode is said where the other one is not alike."""
    differ = len(told) == 2
    found: list[Finding] = []
    for index, (cell, diagnosis) in enumerate(told):
        others = [other for _, other in told[:index] + told[index + 1 :]]
        for mistake, detail in diagnosis.mistakes.items():
            alike = all(other.mistakes.get(mistake) == detail for other in others)
            if index == 0 or not alike:
                mode = "" if alike else cell.mode
                found.append(finding(subject, mistake, detail, mode))
        for text in diagnosis.unknown:
            where = f"{cell.mode.capitalize()}: " if differ else ""
            found.append(Finding(None, f"{where}{text}", blocks=False))
    if differ and not found:
        text = "In train mode the same input and state give another result than in eval mode."
        found.append(Finding(None, text, blocks=False))
    return found


def _examine(cell: Cell) -> Diagnosis:
    """The best reading, unless what is seen would mislead every reading."""
    if _is_rounded(cell):
        text = "The result moves in small steps where the input moves smoothly."
        return Diagnosis(unknown=[text])
    return _best(cell)


def _is_rounded(cell: Cell) -> bool:
    u, c, step = points(40, 25), cells(40, 26), 1e-3 * points(1, 27)
    seen = [cat(cell.step(u + k * step, c), 1) for k in range(3)]
    bent = (seen[0] - 2 * seen[1] + seen[2]).abs() > 1e-4 * (1 + seen[1].abs())
    return float(bent.double().mean()) > 0.05


def _best(cell: Cell) -> Diagnosis:
    """The diagnosis with the fewest mistakes over all orders in which the state may stand."""
    found: list[Diagnosis] = []
    for (taken, returned), how in _ORDERS.items():
        diagnosis = Diagnosis()
        if how:
            diagnosis.name("state-order-swapped", how=how)
        _study(replace(cell, taken_swapped=taken, returned_swapped=returned), diagnosis)
        if diagnosis.clean or (not found and diagnosis.cost == 1):
            return diagnosis
        found.append(diagnosis)
    return min((d for d in found if not d.is_doubtful), key=lambda diagnosis: diagnosis.cost)


def _study(cell: Cell, diagnosis: Diagnosis) -> None:
    state = memory.study(cell, diagnosis)
    output.study(cell, state, diagnosis)
    relations.study(diagnosis)
    if set(diagnosis.mistakes) <= {"state-order-swapped"} and not diagnosis.unknown:
        relations.confirm(cell, diagnosis)
