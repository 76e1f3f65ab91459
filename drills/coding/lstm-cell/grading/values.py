"""Reads the cell as an LSTM in several ways and keeps the way with the fewest mistakes."""

from __future__ import annotations

from dataclasses import replace

from torch import Tensor, cat, ones, sigmoid, tanh

from grader.findings import Finding
from grader.numbers import difference
from grader.subject import Subject

from . import memory, output
from .cell import Cell, Pair, Unusable, cells, points
from .conditions import steady
from .diagnosis import Diagnosis
from .findings import finding

_ORDERS = {
    (False, False): "",
    (True, True): "taken and returned",
    (True, False): "taken",
    (False, True): "returned",
}


def values(subject: Subject) -> list[Finding]:
    """The equations, for a state that is passed in, in both modes."""
    u = cat([points(4, 21), points(2, 22, 12.0)])
    c = cat([cells(4, 23), cells(2, 24, 40.0)])
    told: list[tuple[Cell, Diagnosis]] = []
    first: Pair | None = None
    for cell in steady(subject):
        try:
            step = cell.step(u, c)
            if first is not None and all(map(_agree, step, first)):
                break
            first = step
            told.append((cell, _examine(cell)))
        except Unusable as unusable:
            text = f"A larger batch gives another shape {cell.mode}."
            return unusable.explained(subject) or [Finding(None, text, blocks=False)]
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
    for (cell, diagnosis), (_, other) in zip(told, told[::-1]):
        for mistake, detail in diagnosis.mistakes.items():
            alike = other.mistakes.get(mistake) == detail
            if not alike or not cell.training or not differ:
                found.append(finding(subject, mistake, detail, "" if alike else cell.mode))
        for text in diagnosis.unknown:
            where = f"{cell.mode.capitalize()}: " if differ else ""
            found.append(Finding(None, f"{where}{text}", blocks=False))
    if differ and not found:
        text = "In train mode the same input and state give another result than in eval mode."
        found.append(Finding(None, text, blocks=False))
    return found


def _examine(cell: Cell) -> Diagnosis:
    """The diagnosis with the fewest mistakes over all orders in which the state may stand."""
    if _is_rounded(cell):  # that would mislead every reading
        text = "The result moves in small steps where the input moves smoothly."
        return Diagnosis(unknown=[text])
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


def _is_rounded(cell: Cell) -> bool:
    u, c, step = points(40, 25), cells(40, 26), 1e-3 * points(1, 27)
    seen = [cat(cell.step(u + k * step, c), 1) for k in range(3)]
    bent = (seen[0] - 2 * seen[1] + seen[2]).abs() > 1e-4 * (1 + seen[1].abs())
    return float(bent.double().mean()) > 0.05


def _study(cell: Cell, diagnosis: Diagnosis) -> None:
    state = memory.study(cell, diagnosis)
    output.study(cell, state, diagnosis)
    diagnosis.relate()
    if set(diagnosis.mistakes) <= {"state-order-swapped"} and not diagnosis.unknown:
        _confirm(cell, diagnosis)


def _confirm(cell: Cell, diagnosis: Diagnosis) -> None:
    """Compares a cell that seems right with the equations, also far from zero."""
    weights = {k: gate.weight for k, gate in diagnosis.gates.items() if gate.weight is not None}
    if set(weights) != set("fiog"):
        diagnosis.unknown.append("The gates could not be told apart.")
        return
    u = cat([points(12, 91), points(12, 92, 3.0), points(6, 93, 12.0), points(6, 94)])
    c = cat([cells(12, 95), cells(12, 96, 8.0), cells(6, 97, 40.0), cells(6, 98, 100.0)])
    rows = cat([u, ones(len(u), 1, dtype=u.dtype)], 1)
    f, i, o = (sigmoid(rows @ weights[k].T) for k in "fio")
    new = f * c + i * tanh(rows @ weights["g"].T)
    for name, actual, wanted in zip("hc", cell.step(u, c), (o * tanh(new), new)):
        gap, size = (actual - wanted).abs(), 1 + wanted.abs().amax(1, keepdim=True)
        if not bool((gap <= 1e-6 * size).all()):
            text = f"The new {name} is not what the equations give. {difference(actual, wanted)}"
            diagnosis.unknown.append(text)
            return
