"""What the author of a broken program reports of it: true of this very program, since it was run.

The report says what can be seen from outside and never what is wrong inside.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import candidate, symptoms
from .cases import Case, Seen, Setting
from .differences import told
from .numbers import MIXED, precision
from .planted import Planted
from .question import Question
from .repair import Repair
from .subject import Subject
from .symptoms import Symptom
from .verdict import Verdict

_APART = 0.05  # two numbers that are nearer to each other, relative to the larger, look the same
_STAYS = 0.1  # a curve that changes by less, relative to where it begins, does not move
_PERCENT = " (%)"  # ends the name of a figure that is a percentage
_MOST = 2  # results that differ, and as many that agree, are told


def report(
    drill: str, question: Question | None, broken: Planted, verdict: Verdict
) -> dict[str, Any]:
    """As JSON data: ``says`` are sentences; ``curves`` and ``figures`` hold the numbers of the
    program (``this``) and of the correct one (``trusted``) by what they are. ``verdict`` is that of
    a check of the broken program."""
    run = symptoms.load(drill)
    if run is not None:
        this = symptoms.shown(run, broken.whole)
        trusted = symptoms.shown(run, broken.base)
        # A symptom that asks for more than the contract does says nothing of the program.
        used = None if isinstance(trusted, BaseException) else _of_use(this, trusted)
        if used is not None:
            return used
    if question is not None:
        sentences = list(_compared(Repair.of(question, broken), broken))
        if sentences:
            return _plain(sentences)
    failed = [check.title for check in verdict.checks if check.status == "failed"]
    which = f"One of my tests fails: “{failed[0]}”." if failed else "My tests fail."
    return _plain([f"What I tried by hand was fine. {which}"])


def _plain(sentences: Sequence[str]) -> dict[str, Any]:
    return {"says": list(sentences), "curves": {}, "figures": {}}


# -- a run


def _of_use(this: Symptom | BaseException, trusted: Symptom) -> dict[str, Any] | None:
    """What was seen when the program was used; None where it does as well as the correct one."""
    if isinstance(this, BaseException):
        what = candidate.describe(this).rstrip(".")
        return _plain([f"It stops with {what}.", f"With a version that I trust, I {trusted.did}."])
    curves = {
        name: (list(this.curves.get(name, ())), list(curve))
        for name, curve in trusted.curves.items()
    }
    figures = {
        name: (this.figures.get(name, math.nan), figure) for name, figure in trusted.figures.items()
    }
    says = [
        *(said for name, pair in curves.items() for said in _curve(name, *pair)),
        *(said for name, pair in figures.items() for said in _figure(name, *pair)),
    ]
    if not says:
        return None
    return {
        "says": [f"I {trusted.did}.", *says[:_MOST]],
        "curves": {
            name: {"this": _finite(mine), "trusted": _finite(theirs)}
            for name, (mine, theirs) in curves.items()
        },
        "figures": {
            name: dict(zip(("this", "trusted"), _finite(pair))) for name, pair in figures.items()
        },
    }


def _curve(name: str, this: Sequence[float], trusted: Sequence[float]) -> Iterator[str]:
    step = next((at for at, one in enumerate(this) if not math.isfinite(one)), None)
    if step is not None:
        yield f"{name} is no longer a number from step {step + 1} on."
    elif len(this) != len(trusted):
        values = "1 value" if len(this) == 1 else f"{len(this)} values"
        yield f"{name} has {values}, but I expected {len(trusted)}."
    elif this and _differ(this[-1], trusted[-1]):
        other = f"with a version that I trust, it ends at {_number(trusted[-1])}"
        if abs(this[-1] - this[0]) <= _STAYS * abs(this[0]):
            yield f"{name} stays at {_number(this[-1])}; {other}."
        else:
            yield f"{name} goes from {_number(this[0])} to {_number(this[-1])}; {other}."
    elif any(map(_differ, this, trusted)):
        yield f"{name} ends where it should, but differs on the way from a version that I trust."


def _figure(name: str, this: float, trusted: float) -> Iterator[str]:
    name, unit = (name[: -len(_PERCENT)], "%") if name.endswith(_PERCENT) else (name, "")
    if not math.isfinite(this):
        yield f"{name} is {'not a number' if math.isnan(this) else 'infinite'}."
    elif _differ(this, trusted):
        mine, theirs = (f"{_number(value)}{unit}" for value in (this, trusted))
        yield f"{name} is {mine}; with a version that I trust, it is {theirs}."


def _differ(one: float, other: float) -> bool:
    if isinstance(one, int) and isinstance(other, int):
        return one != other
    return abs(one - other) > _APART * max(abs(one), abs(other), 1e-9)


def _number(value: float) -> str:
    """Whole numbers as such, others with three digits; no powers of ten up to a million."""
    if value == int(value) or 1e3 <= abs(value) < 1e6:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _finite(values: Sequence[float]) -> list[float | None]:
    return [float(f"{one:.4g}") if math.isfinite(one) else None for one in values]


# -- a comparison


def _compared(question: Repair, broken: Planted) -> Iterator[str]:
    """Which results agree with those of the correct program, and which do not."""
    subject, this = _seen(question, broken.whole)
    _, trusted = _seen(question, broken.base)
    mine, theirs = question.digests(this), question.digests(trusted)
    wrong = [c for c in question.kind.cases if not mine[c.id].agrees(theirs[c.id], MIXED)]
    if not wrong:
        return
    # A result that differs says more than an exception, which gives the line away.
    wrong.sort(key=lambda case: this[case.id].error is not None)
    yield "I compared it with a version that I trust."
    # Several cases may look at one result; what is wrong in one of them does not agree.
    told = {case.what: case for case in reversed(wrong)}
    for case in [case for case in wrong if told[case.what] is case][:_MOST]:
        yield _difference(subject, case, this[case.id], trusted[case.id])
    right = [c.what for c in question.kind.cases if trusted[c.id].error is None]
    agree = [w for w in dict.fromkeys(right) if w not in told][:_MOST]
    if agree:
        rest = "".join(f" and {what[0].lower()}{what[1:]}" for what in agree[1:])
        yield f"{agree[0]}{rest} {'agree' if rest else 'agrees'}."


def _difference(subject: Subject, case: Case, this: Seen, trusted: Seen) -> str:
    if this.error is not None:
        return f"{case.what}: it stops with {type(this.error).__name__}."
    if trusted.error is not None:
        return f"{case.what}: there should be an error, but there is none."
    return told(subject, case.view(this.value), case.view(trusted.value), case.what).message


def _seen(question: Repair, text: str) -> tuple[Subject, Mapping[str, Seen]]:
    subject, setting = Subject(candidate.compiled("program.py", text)), Setting()
    subject.load()
    with precision(setting.dtype):
        prepared = question.prepared(subject, setting)
        return subject, question.observe(subject, prepared, setting)
