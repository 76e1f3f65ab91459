"""The new hidden state: h' = o * tanh(c'), where o must not depend on the cell state."""

from __future__ import annotations

from torch import Tensor, cat, isfinite, linalg, logit, relu, sigmoid, tanh, tensor

from .cell import HIDDEN, Cell, cells, points
from .curves import BLIND, Gate, recognise, sample
from .diagnosis import Diagnosis
from .memory import Memory, apart, nudges, parts

_CHOICES = 5  # cell states for every row
_MIXED = "h of a unit changes with the cell state of another unit."


def _same(x: Tensor) -> Tensor:
    return x


# (mistakes, function of the cell state, its kind, which cell state), most natural first
_FORMS = (
    ((), tanh, "", "inner"),
    ((), tanh, "", "new"),
    (("cell-tanh-missing",), _same, "", "new"),
    (("old-cell-used",), tanh, "", "old"),
    (("output-activation",), sigmoid, "sigmoid", "new"),
    (("output-activation",), relu, "relu", "new"),
    (("old-cell-used", "cell-tanh-missing"), _same, "", "old"),
    (("old-cell-used", "output-activation"), sigmoid, "sigmoid", "old"),
)


def study(cell: Cell, memory: Memory, diagnosis: Diagnosis) -> None:
    """Names what is wrong with h' and puts o into the diagnosis."""
    if _mixes(cell, memory, diagnosis):
        return
    u, rows = sample()
    count = len(rows)
    old = cells(count * _CHOICES, 57, 1.5)
    if not memory.is_invertible:  # two choices where c' is far from 0
        old[:count], old[-count:] = 25.0, -25.0
    h, new = cell.step(rows.repeat(_CHOICES, 1), old)
    h, new, old = (t.reshape(_CHOICES, count, HIDDEN) for t in (h, new, old))
    sources = {"inner": memory.undo(new), "new": new, "old": old}
    best = None
    for mistakes, function, kind, source in _FORMS:
        if source == "inner" and not memory.is_invertible:
            continue
        shown = function(sources[source])
        o = _ratio(h, shown)
        if o is None:
            continue
        gate = recognise(u, o)
        if kind == "relu" and float(shown.abs().amax(0).min()) == 0:
            gate = Gate("hidden")  # the ReLU never showed it in some places
        is_open = gate.kind == "constant" and gate.level == 1.0
        rank = 0 if gate.kind == "sigmoid" else 1 if is_open else 4 if gate.kind == "mixed" else 2
        if best is None or rank < best[0]:
            best = rank, mistakes, kind, gate, is_open
    if best is None:
        _unexplained(cell, memory, diagnosis, h, new, old)
        return
    _, mistakes, kind, gate, is_open = best
    for mistake in mistakes:
        if mistake == "output-activation":
            diagnosis.name_kind(mistake, kind)
        else:
            diagnosis.name(mistake)
    if is_open:
        diagnosis.name("output-gate-missing")
    elif gate.kind != "hidden":
        diagnosis.judge("o", gate)


def _ratio(h: Tensor, shown: Tensor) -> Tensor | None:
    """o (rows, H) = h' / shown, if it is the same for all cell states."""
    if not bool(isfinite(shown).all() and isfinite(h).all()):
        return None
    o = h / shown.masked_fill(shown == 0, 1.0)
    chosen = o.gather(0, shown.abs().argmax(0, keepdim=True))
    gap = (h - chosen * shown).abs().max()
    return chosen[0] if float(gap) < 1e-8 * (1.0 + float(h.abs().max())) else None


def _unexplained(
    cell: Cell, memory: Memory, diagnosis: Diagnosis, h: Tensor, new: Tensor, old: Tensor
) -> None:
    if any(_peeps(h[1:-1], new[1:-1], c[1:-1]) for c in (new, old)):
        diagnosis.name("peepholes-added")
    elif memory.is_plain and not diagnosis.unknown and _separates(cell, memory):
        diagnosis.name_kind("output-activation", "other")
    else:
        diagnosis.unknown.append("h is not a gate times the tanh of the new cell state.")


def _mixes(cell: Cell, memory: Memory, diagnosis: Diagnosis) -> bool:
    """Whether h' of a unit depends on another unit's cell state; names why."""
    u, a = points(6, 63), cells(6, 64)
    rows = nudges(a)
    h = cell.step(u.repeat(len(rows), 1), cat(rows))[0].reshape(len(rows), 6, HIDDEN)
    moved = apart(h)
    if bool(isfinite(moved).all()) and float(moved.max()) < BLIND:
        return False
    if not memory.diagonal:
        return not memory.affine  # c' mixes already; o may still be read from h' and c'
    if not memory.affine or memory.over not in ("", "tanh"):
        diagnosis.unknown.append(_MIXED)
        return True
    # Where c' is 0 for one unit a peephole of that unit's gate cannot be seen, a matrix can.
    f, r = parts(cell, memory, u)
    signs: set[float] = set()
    for k in range(HIDDEN):
        c = a.clone()
        c[:, k] = -r[:, k] / f[:, k]
        seen = cell.step(u, c)[0][:, k]
        kept = (f[:, k].abs() > 1e-3) & (seen.abs() > 1e-6)
        signs |= set(seen[kept].sign().tolist())
    if not signs:
        diagnosis.name("peepholes-added")
    elif len(signs) == 2:
        diagnosis.name("units-mixed", what="the new hidden state")
    else:
        diagnosis.unknown.append(_MIXED)
    return True


def _peeps(h: Tensor, new: Tensor, seen: Tensor) -> bool:
    """Whether the argument of o is affine in ``seen``, the new or the old cell state, with one
    factor for each unit. All are (choices, rows, H)."""
    o = h / tanh(new)
    kept = (new.abs() > 0.02).all(0).all(1)
    if int(kept.sum()) < 6 or float(o[:, kept].min()) <= 0 or float(o[:, kept].max()) >= 1:
        return False
    z, c = logit(o[:, kept]), seen[:, kept]
    z, c = z - z[0], c - c[0]
    factor = (z * c).sum(0).sum(0) / (c * c).sum(0).sum(0)
    return float((z - factor * c).abs().max()) < 1e-5 * (1 + float(z.abs().max()))


def _separates(cell: Cell, memory: Memory) -> bool:
    """Whether h' is o times some function of c': its table over both has rank 1."""
    u = points(8, 65)
    f, r = parts(cell, memory, u)
    if float(f.abs().min()) < 1e-4:
        return False
    grid = tensor((-1.6, -0.9, -0.3, 0.2, 0.7, 1.3, 2.0), dtype=u.dtype)
    rows = [(value - r) / f for value in grid]
    h = cell.step(u.repeat(len(rows), 1), cat(rows))[0].reshape(len(grid), 8, HIDDEN)
    sizes = linalg.svdvals(h.permute(2, 0, 1))
    return bool((sizes[:, 1] < 1e-6 * sizes[:, 0]).all())
