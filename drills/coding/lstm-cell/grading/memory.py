"""The new cell state: c' = f * c + i * g, taken apart by what changes with c and what does not."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, atanh, cat, eye, isfinite, logit

from . import product
from .cell import HIDDEN, Cell, cells, points
from .curves import BLIND, ROWS, Gate, recognise, sample, sighted, unit
from .diagnosis import Diagnosis

_LARGE = 200.0


@dataclass(frozen=True)
class Memory:
    """How c' depends on c."""

    affine: bool
    diagonal: bool
    over: str = ""  # the activation on c': tanh, sigmoid, relu, or bounded

    @property
    def is_plain(self) -> bool:
        return self.affine and self.diagonal and not self.over

    @property
    def is_invertible(self) -> bool:
        return self.over in ("tanh", "sigmoid")

    def undo(self, c: Tensor) -> Tensor:
        return atanh(c) if self.over == "tanh" else logit(c) if self.over == "sigmoid" else c


def study(cell: Cell, diagnosis: Diagnosis) -> Memory:
    """Names what is wrong with c' and puts f, i and g into the diagnosis."""
    memory = _dependence(cell)
    if not memory.affine:
        diagnosis.name("peepholes-added")
    elif not memory.diagonal:
        diagnosis.name("units-mixed", what="the new cell state")
    elif memory.over == "bounded":
        diagnosis.is_vague = True
        diagnosis.name("cell-overactivated", kind="a bounded function")
        return memory
    elif memory.over:
        diagnosis.name_kind("cell-overactivated", memory.over)
    if memory.affine:
        _forget(cell, memory, diagnosis)
    if memory.over != "relu":  # where a ReLU shuts, what was written cannot be seen
        _write(cell, memory, diagnosis)
    return memory


def apart(seen: Tensor) -> Tensor:
    """How much one entry of c changes the others. ``seen`` (1 + HIDDEN, rows, HIDDEN) are the
    values before any change and after a change of each entry."""
    nudged = (seen[1:] - seen[:1]).abs()
    return nudged.masked_fill(eye(HIDDEN, dtype=torch.bool)[:, None], 0.0)


def nudges(c: Tensor) -> list[Tensor]:
    return [c] + [c + 0.9 * one for one in eye(HIDDEN, dtype=c.dtype)]


def _dependence(cell: Cell) -> Memory:
    u, a = points(6, 61), cells(6, 62).abs() + 0.5
    far = _LARGE * a
    rows = [0 * a, -a, 2 * a, *nudges(a), far, 2 * far, -far, -2 * far]
    seen = cell.step(u.repeat(len(rows), 1), cat(rows))[1].reshape(len(rows), 6, HIDDEN)
    at, ends = seen[[0, 3, 1, 2]], seen[-4:]
    moved = apart(seen[3:-4])
    diagonal = bool(isfinite(moved).all()) and float(moved.max()) < BLIND
    if _is_affine(at):
        return Memory(True, diagonal)
    for name in ("tanh", "sigmoid"):
        memory = Memory(True, diagonal, name)
        if _is_affine(memory.undo(at)):
            return memory
    if diagonal and bool(isfinite(ends).all()):
        if float(at.min()) >= 0 and float(ends[2:].abs().max()) == 0 < float(ends[0].abs().min()):
            return Memory(True, True, "relu")
        if float((ends[0] - ends[1]).abs().max() + (ends[2] - ends[3]).abs().max()) < 0.2:
            return Memory(True, True, "bounded")
    return Memory(False, diagonal)


def _is_affine(at: Tensor) -> bool:
    """From the values at 0, 1, -1 and 2 times a."""
    bent = (at[1] + at[2] - 2 * at[0]).abs() + (at[3] - 2 * at[1] + at[0]).abs()
    return bool(isfinite(at).all()) and float(bent.max()) < 1e-6 * (1.0 + float(at.abs().max()))


def parts(cell: Cell, memory: Memory, u: Tensor) -> tuple[Tensor, Tensor]:
    """(f, r) at the rows of u, where c' (before an activation on it) is f * c + r."""
    one = torch.ones(u.shape[0], HIDDEN, dtype=u.dtype)
    low, high = (_LARGE, 2 * _LARGE) if memory.over == "relu" else (0.0, 1.0)
    at = memory.undo(cell.step(cat([u, u]), cat([one * low, one * high]))[1])
    first, second = at.chunk(2)
    f = (second - first) / (high - low)
    return f, first - low * f


def _forget(cell: Cell, memory: Memory, diagnosis: Diagnosis) -> None:
    u, rows = sample()
    gate = recognise(u, parts(cell, memory, rows)[0])
    if not memory.diagonal:  # f is hidden behind the matrix; only what it sees can be told
        diagnosis.gates["f"] = gate
    elif gate.kind == "constant" and gate.level in (0.0, 1.0):
        how = "dropped" if gate.level < 0.5 else "added unscaled"
        diagnosis.name("forget-gate-missing", how=how)
    else:
        diagnosis.judge("f", gate)


def _write(cell: Cell, memory: Memory, diagnosis: Diagnosis) -> None:
    """The part of c' that does not depend on c."""

    def written(u: Tensor) -> Tensor:
        zero = torch.zeros(u.shape[0], HIDDEN, dtype=u.dtype)
        return memory.undo(cell.step(u, zero)[1])

    u, rows = sample()
    r = written(rows)
    whole = recognise(u, r)
    if whole.kind == "constant":
        diagnosis.unknown.append("Nothing of x or h is written into the cell.")
        return
    found = product.take_apart(written)
    if found.joined == "single":
        _single(diagnosis, whole, product.chained(u, r[:ROWS]))
    elif found.joined == "product":
        _double(diagnosis, written, found)
    elif found.joined == "sum":
        diagnosis.name("gates-added")
        for letter, kind, slope in zip("ig", ("sigmoid", "tanh"), found.slopes):
            diagnosis.judge(letter, Gate(kind, slope, sees=sighted(slope, product.COARSE)))
    else:
        diagnosis.gates["r"] = Gate("mixed", sees=whole.sees)
        if found.joined == "exponential":
            diagnosis.name_kind("input-gate-activation", "exponential")
        elif _is_softmax(written):
            diagnosis.name_kind("input-gate-activation", "softmax")
        else:
            text = "What is written into the cell is not a sigmoid times a tanh of x and h."
            diagnosis.unknown.append(text)


def _single(diagnosis: Diagnosis, whole: Gate, chained: str | None) -> None:
    """One argument only: no input gate, or both share it."""
    if chained:
        diagnosis.name("gates-share-weights", gates="the input gate and the candidate")
        if chained != "tanh":
            diagnosis.name_kind("candidate-activation", chained)
    else:
        diagnosis.name("input-gate-missing")
        diagnosis.judge("g", whole)


def _double(diagnosis: Diagnosis, written, found: product.Parts) -> None:
    def wrong(gate: product.Factor, candidate: product.Factor) -> int:
        return (gate.kind != "sigmoid") + (candidate.kind != "tanh")

    pair = one, two = found.factors
    if wrong(two, one) < wrong(one, two):
        pair = two, one
    weights: tuple = (None, None)
    if wrong(*pair) == 0:
        weights = product.exact(written, *pair) or weights
        if weights[0] is None:
            text = "What is written into the cell is not exactly a sigmoid times a tanh."
            diagnosis.unknown.append(text)
    for letter, factor, weight in zip("ig", pair, weights):
        slope = factor.slope if weight is None else unit(weight[:, :-1])
        sees = sighted(slope, product.COARSE)
        diagnosis.judge(letter, Gate(factor.kind, slope, weight, sees=sees))


def _is_softmax(written) -> bool:
    """Far out every candidate is -1 or 1, and the gates of a softmax still sum to 1."""
    r = written(points(24, 83, 400.0)).abs()
    near = (r.sum(1) - 1).abs() < 1e-3
    return bool(isfinite(r).all()) and float(near.double().mean()) > 0.8
