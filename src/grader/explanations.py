"""What is said of cases that are wrong: the mistakes that account for them, or the plainest
difference."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from . import common, differences, locate
from .cases import Case
from .findings import Finding
from .flags import mistake_of
from .judgement import Judgement
from .numbers import precision
from .subject import Subject

if TYPE_CHECKING:
    from .question import Question

_UNPROVEN = (
    " (The drill has changed since it was proven, so no mistake is named until it is proven again.)"
)


def findings(
    question: Question, subject: Subject, judgement: Judgement, wrong: list[Case], when: str = ""
) -> Iterator[Finding]:
    """Names what explains the wrong cases, or says what differs. ``when`` says in which
    condition, as in "In train mode"."""
    if judgement.match is not None and judgement.match.bugs:
        yield from _explained(question, subject, judgement, wrong, when)
        return
    # An exception is the plainest thing to tell, unless it comes of an odd case only.
    first = min(wrong, key=lambda c: (not c.repeats, judgement.seen[c.id].error is None))
    error = judgement.seen[first.id].error
    if error is not None:
        yield common.explain(subject, error, when=when)
        return
    finding = _difference(question, subject, judgement, first, when)
    line = finding.line or _line_of_part(question, subject, [first.part])
    unproven = "" if question.frozen else _UNPROVEN
    yield replace(finding, message=finding.message + unproven, line=line)


def _line_of_part(question: Question, subject: Subject, parts: Collection[str]) -> int | None:
    """Where the only part begins in which something is wrong, if the question has several."""
    if len(parts) != 1 or len({case.part for case in question.kind.cases}) == 1:
        return None
    found = subject.scope(*parts)
    return found.lineno if found is not None else None


def _explained(
    question: Question, subject: Subject, judgement: Judgement, wrong: list[Case], when: str
) -> Iterator[Finding]:
    """The mistakes that account for these cases; with a line, if one mistake has one line or
    stands in one part."""
    ids = [case.id for case in wrong]
    seen = question.digests(judgement.seen)
    match = question.table.about(ids).explain(seen, judgement.tolerance)
    if match is None or not match.bugs:  # explained only without what is there too much
        match = judgement.match
    flags: dict[str, str] = {}
    for flag in match.bugs if match is not None else ():
        flags.setdefault(mistake_of(flag), flag)
    parts: dict[str, dict[str, None]] = {}  # in which each mistake was made
    for case in wrong:
        one = question.table.about([case.id]).explain(seen, judgement.tolerance)
        for mistake in one.mistakes if one is not None else ():
            parts.setdefault(mistake, {})[case.part] = None
    line = locate.only(filter(None, (judgement.seen[id].line for id in ids)))
    for place, (mistake, flag) in enumerate(flags.items()):
        weight = 1.0 - place / (len(flags) + 1)
        made_in = parts.get(mistake, {})
        begins = _line_of_part(question, subject, made_in)
        named = question.named(mistake, weight, when, line if line and len(flags) == 1 else begins)
        details = question.frozen.details if question.frozen else {}
        where = " and ".join(f"`{part}`" for part in made_in)
        yield replace(named, detail={"part": where, **details.get(flag, {})})


def _difference(
    question: Question, subject: Subject, judgement: Judgement, case: Case, when: str = ""
) -> Finding:
    """The plainest true difference from what is right, without a name."""
    with precision(judgement.setting.dtype), question.choosing(judgement.ways):
        wanted = question.expected(judgement.setting, [case])[case.id].value
    actual = judgement.seen[case.id].value
    label = f"{when}, {case.what[0].lower()}{case.what[1:]}" if when else case.what
    return differences.told(subject, actual, wanted, label)
