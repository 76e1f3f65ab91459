"""The new hidden state: h' = o * tanh(c'), where o must not depend on the cell state."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, cat, eye, isfinite, linalg, relu, sigmoid, stack, tanh, tensor

from .account import Account
from .curves import Gate, logit, recognise
from .memory import ROWS, Memory, judge, parts, sample
from .probes import HIDDEN, INPUT, Probe, cells, points

_CHOICES = 5  # cell states for every row


def _same(x: Tensor) -> Tensor:
    return x


# (mistakes, function of the cell state, which cell state), most natural first
_FORMS = (
    ((), tanh, "inner"),
    ((), tanh, "new"),
    (("cell-tanh-missing",), _same, "new"),
    (("old-cell-used",), tanh, "old"),
    (("output-activation.sigmoid",), sigmoid, "new"),
    (("output-activation.relu",), relu, "new"),
    (("old-cell-used", "cell-tanh-missing"), _same, "old"),
    (("old-cell-used", "output-activation.sigmoid"), sigmoid, "old"),
)


def study(probe: Probe, memory: Memory, account: Account) -> None:
    """Names what is wrong with h' and puts o into the account."""
    if _mixes(probe, memory, account):
        return
    u, around = sample()
    rows = cat([u, around])
    old = cells(rows.shape[0] * _CHOICES, 57, 1.5)
    if memory.over not in ("tanh", "sigmoid"):  # two choices where c' is far from 0
        old[: rows.shape[0]], old[-rows.shape[0] :] = 25.0, -25.0
    h, new = probe.step(rows.repeat(_CHOICES, 1), old)
    h, new, old = (t.reshape(_CHOICES, -1, HIDDEN) for t in (h, new, old))
    sources = {"inner": memory.undo(new), "new": new, "old": old}
    fits = []
    for mistakes, function, source in _FORMS:
        if source == "inner" and memory.over not in ("tanh", "sigmoid"):
            continue
        o = _ratio(h, function(sources[source]))
        if o is not None:
            gate = recognise(u, o[:ROWS], o[ROWS:], INPUT)
            if float(function(sources[source]).abs().amax(0).min()) == 0:
                gate = Gate("hidden")  # a ReLU never showed it in some places
            open_ = gate.kind == "constant" and abs(gate.level - 1) < 1e-7
            order = 0 if gate.kind == "sigmoid" else 1 if open_ else 2
            order += 2 if gate.kind == "mixed" else 0
            fits.append((order, len(fits), mistakes, gate, open_))
    if fits:
        _, _, mistakes, gate, open_ = min(fits, key=lambda fit: fit[:2])
        for mistake in mistakes:
            name, _, detail = mistake.partition(".")
            account.name(name, detail)
        if open_:
            account.name("output-gate-missing")
            return
        if gate.kind != "hidden":
            account.gates["o"] = gate
            judge(account, "o", gate)
        return
    if any(_peeps(h[1:-1], new[1:-1], c[1:-1]) for c in (new, old)):
        account.name("peepholes-added")
    elif memory.affine and memory.diagonal and not memory.over and _separates(probe, memory):
        account.name("output-activation", "another function")
    else:
        account.unknown.append("h' is not a gate times the tanh of the new cell state.")


def _ratio(h: Tensor, shown: Tensor) -> Tensor | None:
    """o (rows, H) = h' / shown, if it is the same for all cell states."""
    if not bool(isfinite(shown).all() and isfinite(h).all()):
        return None
    o = h / shown.masked_fill(shown == 0, 1.0)
    chosen = o.gather(0, shown.abs().argmax(0, keepdim=True))
    gap = (h - chosen * shown).abs().max()
    return chosen[0] if float(gap) < 1e-8 * (1.0 + float(h.abs().max())) else None


def _mixes(probe: Probe, memory: Memory, account: Account) -> bool:
    """Whether h' of a unit depends on another unit's cell state; names why."""
    u, a = points(6, 63), cells(6, 64)
    rows = [a] + [a + eye(HIDDEN, dtype=a.dtype)[k] * 0.9 for k in range(HIDDEN)]
    h = probe.step(u.repeat(len(rows), 1), cat(rows))[0].reshape(-1, 6, HIDDEN)
    off = stack([(h[k + 1] - h[0])[:, j] for k in range(HIDDEN) for j in range(HIDDEN) if j != k])
    if bool(isfinite(off).all()) and float(off.abs().max()) < 1e-7:
        return False
    if not memory.diagonal:
        return not memory.affine  # c' mixes already; o may still be read from h' and c'
    if not memory.affine or memory.over in ("sigmoid", "relu", "bounded"):
        account.unknown.append("h' of a unit changes with the cell state of another unit.")
        return True
    # Where c' is 0 for one unit a peephole of that unit's gate cannot be seen, a matrix can.
    f, r = parts(probe, memory, u)
    signs: set[float] = set()
    for unit in range(HIDDEN):
        c = a.clone()
        c[:, unit] = -r[:, unit] / f[:, unit]
        seen = probe.step(u, c)[0][:, unit]
        kept = (f[:, unit].abs() > 1e-3) & (seen.abs() > 1e-6)
        signs |= set(seen[kept].sign().tolist())
    if not signs:
        account.name("peepholes-added")
    elif len(signs) == 2:
        account.name("units-mixed", "the new hidden state")
    else:
        account.unknown.append("h' of a unit changes with the cell state of another unit.")
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


def _separates(probe: Probe, memory: Memory) -> bool:
    """Whether h' is o times some function of c': its table over both has rank 1."""
    u = points(8, 65)
    f, r = parts(probe, memory, u)
    if float(f.abs().min()) < 1e-4:
        return False
    grid: Sequence[float] = (-1.6, -0.9, -0.3, 0.2, 0.7, 1.3, 2.0)
    rows = [(v - r) / f for v in tensor(grid, dtype=u.dtype)]
    h = probe.step(u.repeat(len(rows), 1), cat(rows))[0].reshape(len(grid), 8, HIDDEN)
    for unit in range(HIDDEN):
        values = linalg.svdvals(h[:, :, unit])
        if float(values[1]) > 1e-6 * float(values[0]):
            return False
    return True
