"""The stage without a mask: is it multi-head attention, and if not, which mistake is it?"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, isfinite

from grader import common
from grader.findings import Finding
from grader.numbers import difference, max_error
from grader.oracle import mistake_of
from grader.subject import Subject

from .judge import Account, explain, settled
from .probes import T_QUERY, Probe, first, inputs
from .roles import Roles, find_roles, hypotheses
from .words import finding


def differ(one: object, two: object) -> bool:
    a, b = first(one), first(two)
    both = isinstance(a, Tensor) and isinstance(b, Tensor) and a.shape == b.shape
    return both and not same(a, b)


def same(a: Tensor, b: Tensor) -> bool:
    return max_error(settled(a), settled(b)) == 0


def values(subject: Subject) -> list[Finding]:
    """Compares with the reference where no mask is given."""
    probe: Probe = subject.memo["probe"]
    distinct = inputs(probe.dtype, T_QUERY, T_QUERY)
    x = inputs(probe.dtype, T_QUERY, T_QUERY, seed=17)[0]
    cases = [distinct, [x, x, x]]  # some programs take another path when all three are one
    if subject.memo.get("unsteady"):
        return []
    readings = find_roles(probe)
    if not readings:
        return [Finding(None, "No gradient flows from the output back to any parameter.")]
    outputs = [probe.output(case) for case in cases]
    errors = [common.explain(subject, ran.error) for ran in outputs if ran.error is not None]
    cases = [case for case, ran in zip(cases, outputs) if isinstance(ran.value, Tensor)]
    actual = [ran.value for ran in outputs if isinstance(ran.value, Tensor)]
    found = errors + [
        finding(subject, "normalisation-added", 1.0, ", ".join(sorted(set(probe.norms))))
        for _ in probe.norms[:1]
    ]
    # For an output of another shape a search over pairs of mistakes is not worth its time.
    usual = all(out.shape == case[0].shape for case, out in zip(cases, actual))
    most = 2 if usual else 1
    account = explain(probe, readings, cases, actual, most) if cases else None
    if account is not None:
        subject.memo["account"] = account
        return found + _named(subject, account)
    for case, out in zip(cases, actual):
        alone = explain(probe, readings, [case], [out], most)
        if alone is not None:
            subject.memo.setdefault("account", alone)
            found += _named(subject, alone)
    if not any(f.mistake for f in found) and cases:
        found.append(_unexplained(readings[0], cases, actual))
    return found


def _named(subject: Subject, account: Account) -> list[Finding]:
    flags = {mistake_of(flag): flag for flag in account.flags}
    named = []
    for mistake, effect in account.mistakes:
        detail = ""
        if mistake == "value-from-wrong-input":
            w, words = account.weights, ("query", "key", "value")
            read = [words[m.source] for m in (w.query, w.key, w.value)]
            detail = f"Queries, keys and values are projected from {', '.join(read)}."
        named.append(finding(subject, mistake, effect, detail, flag=flags.get(mistake, "")))
    if account.remark is not None:
        named.append(Finding(None, account.remark))
    return named


def _unexplained(
    roles: Roles, cases: Sequence[Sequence[Tensor]], actual: Sequence[Tensor]
) -> Finding:
    for word, source in (("query", 0), ("key", 1), ("value", 2)):
        if not roles.source_rows(source):
            return Finding(None, f"No weight that receives a gradient projects the {word}.")
    if any(not bool(isfinite(out).all()) for out in actual):
        return Finding(None, "The output contains values that are not finite.")
    for guess in hypotheses(roles):
        for case, out in zip(cases, actual):
            try:
                account = Account(guess.weights, frozenset(), ())
                wanted = account.outputs(case)[0]
            except ValueError:
                continue
            if wanted.shape == out.shape and max_error(out, wanted) > 1e-6:
                which = "" if case[0] is not case[1] else " when all three arguments are one"
                text = f"The output differs from attention with the module's own weights{which}."
                return Finding(None, f"{text} {difference(out, wanted)}")
        break
    return Finding(None, "The output is not that of attention with the module's own weights.")
