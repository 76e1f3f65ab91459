"""What the gates have to do with one another, what each sees, and whether all fits together."""

from __future__ import annotations

import itertools

from torch import Tensor, cat, log, ones, sigmoid, tanh

from grader.numbers import difference

from .cell import INPUT, Cell, cells, points
from .curves import ROWS, Gate, affine, sample, unit
from .diagnosis import Diagnosis, gate_name


def study(diagnosis: Diagnosis) -> None:
    """Names coupled and shared gates, a softmax over gates, and gates blind to x or h."""
    gates = diagnosis.gates
    _softmax_over_gates(diagnosis)
    known = {letter: gate for letter, gate in gates.items() if letter != "r"}
    for a, b in itertools.combinations(known, 2):
        pair = f"{gate_name(a)} and {gate_name(b)}"
        if _opposite(gates[a], gates[b]):
            diagnosis.name("gates-coupled", gates=pair)
        elif _shared(gates[a].slope, gates[b].slope):
            diagnosis.name("gates-share-weights", gates=pair)
    for index, mistake in enumerate(("input-ignored", "hidden-ignored")):
        blind = [gate_name(letter) for letter, gate in gates.items() if not gate.sees[index]]
        if blind:
            diagnosis.name(mistake, gates=" and ".join(blind))


def _softmax_over_gates(diagnosis: Diagnosis) -> None:
    """No gate has one argument, but the ratio of two has."""
    f, o = diagnosis.gates.get("f"), diagnosis.gates.get("o")
    if f is None or o is None or f.values is None or o.values is None:
        return
    if min(float(f.values.min()), float(o.values.min())) <= 0:
        return
    if affine(sample()[0], log(f.values) - log(o.values)) is not None:
        diagnosis.unknown.clear()
        for name in ("forget", "input", "output"):
            diagnosis.name_kind(f"{name}-gate-activation", "gates")


def _opposite(one: Gate, two: Gate) -> bool:
    """Sigmoids of z and -z: they sum to 1."""
    if one.slope is None or two.slope is None or {one.kind, two.kind} != {"sigmoid"}:
        return False
    return float((unit(one.slope) + unit(two.slope)).abs().max()) < 1e-5


def _shared(one: Tensor | None, two: Tensor | None) -> bool:
    """Whether any unit's weights for x, or for h, are those of a unit of the other gate."""
    if one is None or two is None:
        return False
    for part in (slice(0, INPUT), slice(INPUT, None)):
        a, b = one[:, part], two[:, part]
        if min(float(a.norm(dim=1).min()), float(b.norm(dim=1).min())) < 1e-4:
            continue
        if float((unit(a) @ unit(b).T).abs().max()) > 1 - 1e-10:
            return True
    return False


def confirm(cell: Cell, diagnosis: Diagnosis) -> None:
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
