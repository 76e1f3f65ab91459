"""Reads the cell as an LSTM in several ways and keeps the way with the fewest mistakes."""

from __future__ import annotations

from dataclasses import replace

from torch import log

from grader import common
from grader.findings import Finding
from grader.subject import Subject

from . import memory, output, relations
from .account import Account
from .curves import affine
from .probes import Probe, Unusable, cells, points
from .words import finding

_ORDERS = {
    (False, False): "",
    (True, True): "taken and returned",
    (True, False): "taken",
    (False, True): "returned",
}


def values(subject: Subject) -> list[Finding]:
    """The equations, for a state that is passed in."""
    probe: Probe | None = subject.memo.get("probe")
    if probe is None:
        return []
    if subject.memo.get("unsteady"):
        text = "Two calls in eval mode with the same input and state give different results."
        return [Finding(None, text, blocks=False)]
    try:
        if not _rows_are_independent(probe):
            return [Finding(None, "Samples of one batch influence one another.", blocks=False)]
        account = best(probe, subject.memo.get("picks", ()))
    except Unusable as unusable:
        if unusable.error is None:
            return [Finding(None, "A larger batch gives another shape.", blocks=False)]
        return [common.explain(subject, unusable.error, blocks=False)]
    found = [finding(subject, name, detail) for name, detail in account.mistakes.items()]
    found += [Finding(None, text, blocks=False) for text in account.unknown]
    return found


def best(probe: Probe, ways=()) -> Account:
    """The account with the fewest mistakes over all ways to read what is returned."""
    accounts = []
    for pick in ways or (probe.pick,):
        for (taken, returned), words in _ORDERS.items():
            reading = replace(probe, pick=pick).read(taken, returned)
            account = Account()
            if words:
                account.name("state-order-swapped", words)
            study(reading, account)
            if account.clean:
                return account
            accounts.append(account)
            if len(accounts) == 1 and account.cost == 1:
                return account
    accounts = [a for a in accounts if not a.is_doubtful]
    return min(accounts, key=lambda account: account.cost)


def study(probe: Probe, account: Account) -> None:
    state = memory.study(probe, account)
    output.study(probe, state, account)
    _among_gates(account)
    relations.study(account)
    if set(account.mistakes) <= {"state-order-swapped"} and not account.unknown:
        relations.confirm(probe, account)


def _among_gates(account: Account) -> None:
    """A softmax over the gates: no gate has one argument, but the ratio of two has."""
    f, o = account.gates.get("f"), account.gates.get("o")
    if f is None or o is None or f.values is None or o.values is None:
        return
    u = memory.sample()[0]
    positive = float(f.values.min()) > 0 and float(o.values.min()) > 0
    if positive and affine(u, log(f.values) - log(o.values)) is not None:
        account.unknown.clear()
        for mistake in ("forget", "input", "output"):
            account.name(f"{mistake}-gate-activation", "gates")


def _rows_are_independent(probe: Probe) -> bool:
    u, c = points(3, 21), cells(3, 22)
    together = probe.step(u, c)
    alone = probe.step(u[:1], c[:1])
    return all(float((a[:1] - b).abs().max()) < 1e-6 for a, b in zip(together, alone))
