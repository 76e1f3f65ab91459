"""What the gates have to do with one another, and what each of them sees."""

from __future__ import annotations

import itertools

from torch import Tensor, cat, sigmoid, tanh

from grader.numbers import difference

from .account import Account
from .curves import Gate
from .memory import GATES
from .probes import INPUT, Probe, cells, points

_PARALLEL = 1e-6


def study(account: Account) -> None:
    """Names coupled and shared gates, and gates that do not see x or h."""
    gates = {k: g for k, g in account.gates.items() if k in GATES}
    for a, b in itertools.combinations(gates, 2):
        pair = f"{GATES[a]} and {GATES[b]}"
        if _opposite(gates[a], gates[b]):
            account.name("gates-coupled", pair)
        elif _shared(gates[a].slope, gates[b].slope):
            account.name("gates-share-weights", f"the {GATES[a]} and the {GATES[b]}")
    for index, mistake in enumerate(("input-ignored", "hidden-ignored")):
        blind = [GATES.get(k, "candidate") for k, g in account.gates.items() if not g.sees[index]]
        if blind:
            account.name(mistake, " and the ".join(blind))


def _opposite(one: Gate, two: Gate) -> bool:
    """Sigmoids of z and -z: they sum to 1."""
    if one.slope is None or two.slope is None or one.kind != "sigmoid" or two.kind != "sigmoid":
        return False
    return float((_unit(one.slope) + _unit(two.slope)).abs().max()) < _PARALLEL * 10


def _shared(one: Tensor | None, two: Tensor | None) -> bool:
    """Whether any unit's weights for x, or for h, are those of a unit of the other gate."""
    if one is None or two is None:
        return False
    for part in (slice(0, INPUT), slice(INPUT, None)):
        a, b = one[:, part], two[:, part]
        if min(float(a.norm(dim=1).min()), float(b.norm(dim=1).min())) < 1e-4:
            continue
        cosine = _unit(a) @ _unit(b).T
        if float(cosine.abs().max()) > 1 - _PARALLEL**2 * 100:
            return True
    return False


def _unit(rows: Tensor) -> Tensor:
    return rows / rows.norm(dim=1, keepdim=True)


def confirm(probe: Probe, account: Account) -> None:
    """Compares a cell that seems right with the equations, also far from zero."""
    weights = {k: account.gates[k].weight for k in "fiog" if k in account.gates}
    if len(weights) < 4 or any(w is None for w in weights.values()):
        account.unknown.append("The gates could not be told apart.")
        return
    u = cat([points(12, 91), points(12, 92, 3.0)])
    c = cat([cells(12, 93), cells(12, 94, 8.0)])

    def argument(letter: str) -> Tensor:
        weight = weights[letter]
        assert weight is not None
        return u @ weight[:, :-1].T + weight[:, -1]

    f, i, o = (sigmoid(argument(letter)) for letter in "fio")
    new = f * c + i * tanh(argument("g"))
    wanted = (o * tanh(new), new)
    actual = probe.step(u, c)
    for name, one, two in zip(("h'", "c'"), actual, wanted):
        if float((one - two).abs().max()) > 1e-6 * (1 + float(two.abs().max())):
            account.unknown.append(f"{name} is not what the gates give. {difference(one, two)}")
