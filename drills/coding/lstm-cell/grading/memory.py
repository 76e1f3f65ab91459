"""The new cell state: c' = f * c + i * g, taken apart by what changes with c and what does not."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, atanh, cat, eye, isfinite, logit, stack, where

from . import product, shapes
from .account import Account
from .curves import CENTRES, Gate, recognise, stencil
from .probes import HIDDEN, INPUT, Probe, cells, points

ROWS = 48
_TOLERANCE = 1e-7
_LARGE = 200.0
GATES = {"f": "forget gate", "i": "input gate", "o": "output gate", "g": "candidate"}
_IDS = {"f": "forget-gate-activation", "o": "output-gate-activation"}


@dataclass
class Memory:
    """How c' depends on c. ``inverse`` undoes an activation on c' (None for relu: ``offset``)."""

    affine: bool
    diagonal: bool
    over: str = ""  # the activation on c'

    def undo(self, c: Tensor) -> Tensor:
        if self.over == "tanh":
            return atanh(c)
        return logit(c) if self.over == "sigmoid" else c


def sample() -> tuple[Tensor, Tensor]:
    """Random rows, and rows around a few centres for gradients."""
    return points(ROWS, 51), stencil(points(CENTRES, 53))


def study(probe: Probe, account: Account) -> Memory:
    """Names what is wrong with c' and puts f, i and g into the account."""
    memory = _dependence(probe)
    if not memory.affine:
        account.name("peepholes-added")
    elif not memory.diagonal:
        account.name("units-mixed", "the new cell state")
    elif memory.over:
        account.name("cell-overactivated", memory.over)
    if memory.over == "bounded":
        return memory
    _forget(probe, memory, account)
    if memory.over != "relu":  # where a ReLU shuts, what was written cannot be seen
        _write(probe, memory, account)
    return memory


def _dependence(probe: Probe) -> Memory:
    u, a = points(6, 61), cells(6, 62).abs() + 0.5
    steps = (0.0, 1.0, -1.0, 2.0)
    rows = [a * s for s in steps]
    for unit in range(HIDDEN):  # one entry of c changes at a time
        rows.append(a + eye(HIDDEN, dtype=a.dtype)[unit] * 0.9)
    seen = probe.step(u.repeat(len(rows), 1), cat(rows))[1].reshape(len(rows), 6, HIDDEN)
    nudged = seen[4:] - seen[1]  # (which entry, row, unit)
    off = stack([nudged[k, :, j] for k in range(HIDDEN) for j in range(HIDDEN) if j != k])
    diagonal = bool(isfinite(off).all()) and float(off.abs().max()) < _TOLERANCE
    if _is_affine(seen):
        return Memory(True, diagonal)
    for name, inverse in (("tanh", atanh), ("sigmoid", logit)):
        if _is_affine(inverse(seen[:4])):
            return Memory(True, diagonal, name)
    far = cat([a * _LARGE, a * _LARGE * 2, -a * _LARGE, -a * _LARGE * 2])
    ends = probe.step(u.repeat(4, 1), far)[1].reshape(4, 6, HIDDEN)
    if diagonal and bool(isfinite(ends).all()):
        off = float(seen.min()) >= 0 and float(ends[2:].abs().max()) == 0
        if off and float(ends[0].abs().min()) > 0:
            return Memory(True, True, "relu")
        if float((ends[0] - ends[1]).abs().max() + (ends[2] - ends[3]).abs().max()) < 0.2:
            return Memory(True, True, "bounded")
    return Memory(False, diagonal)


def _is_affine(seen: Tensor) -> bool:
    """From the values at 0, 1, -1 and 2 times a."""
    if not bool(isfinite(seen[:4]).all()):
        return False
    bent = (seen[1] + seen[2] - 2 * seen[0]).abs() + (seen[3] - 2 * seen[1] + seen[0]).abs()
    return float(bent.max()) < 1e-6 * (1.0 + float(seen[:4].abs().max()))


def parts(probe: Probe, memory: Memory, u: Tensor) -> tuple[Tensor, Tensor]:
    """(f, r) at the rows of u, where c' (before an activation on it) is f * c + r."""
    one = torch.ones(u.shape[0], HIDDEN, dtype=u.dtype)
    low, high = (_LARGE, 2 * _LARGE) if memory.over == "relu" else (0.0, 1.0)
    at = memory.undo(probe.step(cat([u, u]), cat([one * low, one * high]))[1])
    first, second = at[: u.shape[0]], at[u.shape[0] :]
    f = (second - first) / (high - low)
    return f, first - low * f


def _forget(probe: Probe, memory: Memory, account: Account) -> None:
    if not memory.affine:
        return
    u, around = sample()
    f = parts(probe, memory, cat([u, around]))[0]
    gate = recognise(u, f[:ROWS], f[ROWS:], INPUT)
    account.gates["f"] = gate
    if not memory.diagonal:
        return  # f is hidden behind the matrix; only what it sees can be told
    if (gate.kind == "constant" and gate.level in (0.0, 1.0)) or abs(gate.level - 1) < 1e-9:
        account.name("forget-gate-missing", "dropped" if gate.level == 0.0 else "unscaled")
        del account.gates["f"]
        return
    judge(account, "f", gate)


def judge(account: Account, letter: str, gate: Gate) -> None:
    """Names the activation of f or o, if it is not a sigmoid."""
    if gate.kind in ("sigmoid", "constant"):
        return
    if gate.kind == "mixed":
        what = "c'(c=1) - c'(c=0)" if letter == "f" else "h' / tanh(c')"
        account.unknown.append(
            f"The {GATES[letter]}, {what}, is not a sigmoid of one affine function of x and h."
        )
        return
    account.name(_IDS[letter], gate.kind)


def _write(probe: Probe, memory: Memory, account: Account) -> None:
    """The part of c' that does not depend on c."""

    def written(u: Tensor) -> Tensor:
        zero = torch.zeros(u.shape[0], HIDDEN, dtype=u.dtype)
        return memory.undo(probe.step(u, zero)[1])

    u, around = sample()
    r = written(cat([u, around]))
    whole = recognise(u, r[:ROWS], r[ROWS:], INPUT)
    if whole.kind == "constant":
        account.unknown.append(f"Nothing of x or h is written: c' at c = 0 is {whole.level:.3g}.")
        return
    found = product.factors(written)
    if found.rank == 1 and whole.slope is None:
        if found.joined == "product":  # all but one factor has a logarithm without curvature
            account.name("input-gate-activation", "exponential")
        else:
            account.unknown.append("What is written is not a sigmoid times a tanh.")
        account.gates["r"] = Gate("mixed", sees=whole.sees)
    elif found.rank == 1:
        _single(account, written, found, whole, shapes.chained(u, r[:ROWS]))
    elif found.rank == 2 and found.joined:
        _double(account, written, found)
    elif _is_softmax(written):
        account.name("input-gate-activation", "softmax")
        account.gates["i"] = Gate("softmax", sees=whole.sees)
    else:
        account.gates["r"] = Gate("mixed", sees=whole.sees)
        account.unknown.append("c' at c = 0 is not a sigmoid times a tanh of x and h.")


def _single(
    account: Account, written, found: product.Factors, whole: Gate, chained: str | None
) -> None:
    """One argument only: no input gate, or both share it."""
    kind = shapes.kinds_of(written, found)[1][0]
    if chained or kind == "both":
        account.name("gates-share-weights", "the input gate and the candidate")
        if chained and chained != "tanh":
            account.name("candidate-activation", chained)
        return
    account.name("input-gate-missing")
    account.gates["g"] = Gate(kind, found.slopes[0], sees=whole.sees)
    if kind != "tanh":
        account.name("candidate-activation", kind)


def _double(account: Account, written, found: product.Factors) -> None:
    if found.joined == "sum":
        account.name("gates-added")
        kinds = ["sigmoid", "tanh"]
    else:
        found, kinds = shapes.kinds_of(written, found)
    gate, content = _roles(kinds)
    for letter, index in (("i", gate), ("g", content)):
        slope = _oriented(written, found, index, kinds[index])
        sees = (_some(slope[:, :INPUT]), _some(slope[:, INPUT:]))
        account.gates[letter] = Gate(kinds[index], slope, sees=sees)
    if kinds[gate] != "sigmoid":
        account.name("input-gate-activation", kinds[gate])
    if kinds[content] != "tanh":
        account.name("candidate-activation", kinds[content])
    if found.joined != "product" or (kinds[gate], kinds[content]) != ("sigmoid", "tanh"):
        return
    weights = shapes.exact(written, found, kinds)
    if weights is None:
        account.unknown.append("c' at c = 0 is not exactly a sigmoid times a tanh of x and h.")
        return
    for letter, weight in zip("ig", weights):
        slope = weight[:, :-1] / weight[:, :-1].norm(dim=1, keepdim=True)
        account.gates[letter] = Gate(
            account.gates[letter].kind, slope, weight, sees=account.gates[letter].sees
        )


def _roles(kinds: list[str]) -> tuple[int, int]:
    """Which factor is the gate and which the candidate: the reading with the fewest mistakes."""

    def wrong(gate: int) -> tuple[int, int]:
        return (kinds[gate] != "sigmoid") + (kinds[1 - gate] != "tanh"), gate

    gate = min((0, 1), key=wrong)
    return gate, 1 - gate


def _oriented(written, found: product.Factors, index: int, kind: str) -> Tensor:
    """The slope of a factor, pointing to where a sigmoid opens."""
    slope, along = found.slopes[index], found.along[index]
    if kind != "sigmoid" or found.joined != "product":
        return slope
    assert found.base is not None
    rows = stack([found.base + 30 * along, found.base - 30 * along], 1)
    ends = product.own(written, rows).abs()
    signs = where(ends[0] >= ends[1], torch.ones(HIDDEN), -torch.ones(HIDDEN)).to(slope.dtype)
    agree = (slope * along).sum(1).sign()
    return slope * (signs * agree)[:, None]


def _some(part: Tensor) -> bool:
    return float(part.abs().max()) > shapes.BLIND


def _is_softmax(written) -> bool:
    """Far out every candidate is -1 or 1, and the gates of a softmax still sum to 1."""
    r = written(points(24, 83, 400.0)).abs()
    near = (r.sum(1) - 1).abs() < 1e-3
    return bool(isfinite(r).all()) and float(near.double().mean()) > 0.8
