"""A question: cases that are observed, a table that explains them, conditions that must hold.

`Question.stages` is what a drill's grade.py exposes as STAGES. The candidate is run on every case;
what is seen is looked up among what the solution yields with each mistake edited in. A
candidate that agrees with the reference is then asked the conditions (see conditions.py).
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from torch import float32

from . import candidate, contract, demo, explanations
from .cases import Case, Kind, Seen, Setting
from .findings import Finding
from .flags import Flags
from .frozen import Frozen
from .judgement import Condition, Group, Judgement
from .numbers import EXACT, MIXED, SINGLE, is_dtype_error, precision
from .observation import Digest, Raised, digest
from .stages import Stage
from .subject import Subject
from .table import Tables, tabulate

_START = ("parses", "defines")


class Probed(Protocol):
    """A call that the question makes, as far as a question has to know it."""

    @property
    def arguments(self) -> tuple[Any, ...]: ...

    @property
    def named(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, eq=False)
class Question:
    """``titles`` names the stages that cases belong to, in order, by what is true when they pass.

    ``off`` switches conditions off, each with its reason; ``names`` gives the drill's mistake for
    what a condition finds; ``notes`` are mistakes that are told and fail nothing; ``extras`` are
    mistakes of doing too much, each with what switches it off, so that the rest shows.
    """

    kind: Kind
    titles: Mapping[str, str]
    groups: tuple[Group, ...]
    probes: tuple[Probed, ...] = ()
    forbidden: tuple[str, ...] = ()
    off: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    extras: Mapping[str, Callable[[], AbstractContextManager[None]]] = field(default_factory=dict)
    prints: demo.Prints = demo.prints_shape
    no_print: str = ""

    def __post_init__(self) -> None:
        for case in self.kind.cases:
            if case.stage not in self.titles:  # a stage that nobody shows would hide what is wrong
                raise ValueError(f"the case {case.id!r} belongs to no stage that has a title")

    @property
    def stages(self) -> tuple[Stage, ...]:
        return (
            contract.parses(),
            contract.defines(*self.kind.items, forbidden=self.forbidden),
            demo.runs(self.prints, self.no_print),
            *(self._stage(id, title, self._values) for id, title in self.titles.items()),
            *(self._stage(group.id, group.title, self._conditions) for group in self.groups),
        )

    def _stage(
        self, id: str, title: str, check: Callable[[Subject, str], Iterator[Finding]]
    ) -> Stage:
        return Stage(id, title, lambda subject: check(subject, id), needs=_START)

    # -- the candidate

    def judge(self, subject: Subject) -> Judgement:
        """Runs the candidate on every case and looks up what was seen. Done once a check."""
        return subject.once(self._judge)

    def _judge(self, subject: Subject) -> Judgement:
        best: Judgement | None = None
        for setting in (Setting(), Setting(dtype=float32)):
            best = self._best(subject, setting)
            errors = [seen.error for seen in best.seen.values() if seen.error is not None]
            if best.clean or not any(map(is_dtype_error, errors)):
                break
        assert best is not None
        return best if best.match is not None else self._without_extras(subject, best)

    def _without_extras(self, subject: Subject, best: Judgement) -> Judgement:
        """Explains what is there too much by switching it off: if the rest is explained then, it
        was that, wherever it stood."""
        for mistake, switched_off in self.extras.items():
            with switched_off():
                rest = self._best(subject, best.setting)
            if rest.match is not None:
                return replace(best, match=replace(rest.match, bugs=(*rest.match.bugs, mistake)))
        return best

    def _best(self, subject: Subject, setting: Setting) -> Judgement:
        """Of all ways to read the program, the one that is right, else the best explained one."""
        best: Judgement | None = None
        with precision(setting.dtype):
            for place, prepared in enumerate(self._readings(subject, setting)):
                if best is not None and not self._promising(subject, prepared, setting):
                    continue
                seen = self.observe(subject, prepared, setting)
                one = self._look_up(prepared, place, setting, seen)
                if best is None or _rank(one) < _rank(best):
                    best = one
                if best.clean:
                    break
        assert best is not None
        return best

    def _promising(self, subject: Subject, prepared: Any, setting: Setting) -> bool:
        """Whether the first case alone gives something that the table knows at all."""
        if isinstance(prepared, _Unbuilt):
            return False
        case = self.kind.cases[0]
        found = self.digests({case.id: case.observe(prepared, setting, subject.attempt)})
        return self.table.knows(found, SINGLE if setting.dtype == float32 else MIXED)

    def anew(self, subject: Subject, judgement: Judgement, setting: Setting) -> Any:
        """The program prepared once more, read as it was before."""
        ways = self._readings(subject, setting)
        return next(itertools.islice(ways, judgement.reading, None), judgement.prepared)

    def _readings(self, subject: Subject, setting: Setting) -> Iterator[Any]:
        try:
            yield from self.kind.prepare(subject.get, setting, subject.attempt)
        except BaseException as error:
            if subject.line_of(error) is None:
                raise
            yield _Unbuilt(error)

    def observe(self, subject: Subject, prepared: Any, setting: Setting) -> dict[str, Seen]:
        """What every case gives for a program that was prepared."""
        if isinstance(prepared, _Unbuilt):
            return {case.id: Seen(error=prepared.error) for case in self.kind.cases}
        return {c.id: c.observe(prepared, setting, subject.attempt) for c in self.kind.cases}

    def digests(self, seen: Mapping[str, Seen]) -> dict[str, Digest]:
        """The digest of every case that was seen."""
        views = {case.id: case.view for case in self.kind.cases}
        return {
            id: digest(Raised() if one.error else views[id](one.value)) for id, one in seen.items()
        }

    @functools.cached_property
    def repeated(self) -> tuple[Case, ...]:
        """The cases that conditions run again."""
        return tuple(case for case in self.kind.cases if case.repeats)

    def repeat(self, subject: Subject, prepared: Any, setting: Setting) -> dict[str, Seen]:
        """What these cases give in another setting."""
        return {c.id: c.observe(prepared, setting, subject.attempt) for c in self.repeated}

    def _look_up(
        self, prepared: Any, reading: int, setting: Setting, seen: Mapping[str, Seen]
    ) -> Judgement:
        found = self.digests(seen)
        last: Judgement | None = None
        for tolerance in (SINGLE,) if setting.dtype == float32 else (EXACT, MIXED):
            match = self.table.explain(found, tolerance)
            if match is not None and not match.bugs:
                ways, wrong = match.ways, frozenset()
            else:
                ways, wrong = self.table.differing(found, tolerance)
            last = Judgement(prepared, reading, setting, tolerance, seen, match, ways, wrong)
            if match is not None:
                break
        assert last is not None
        return last

    # -- the reference

    @property
    def folder(self) -> Path:
        """The drill's folder."""
        return self.kind.reference.folder

    @property
    def frozen(self) -> Frozen | None:
        """What was frozen; None if the drill has changed since."""
        return self.kind.reference.frozen

    @functools.cached_property
    def table(self) -> Tables:
        """What candidates are looked up in."""
        return self.known()

    def known(self) -> Tables:
        """The frozen tables. Without them a check says what is right, and can name nothing."""
        return self.frozen.tables if self.frozen else self._bare()

    def _bare(self) -> Tables:
        with precision(Setting().dtype):
            clean = self.digests(self.expected(Setting(), self.kind.cases))
        return tabulate(self.parts, {(Flags(), Flags()): clean})

    @property
    def parts(self) -> list[list[str]]:
        """The ids of cases that are explained together."""
        parts: dict[str, list[str]] = {}
        for case in self.kind.cases:
            parts.setdefault(case.part, []).append(case.id)
        return list(parts.values())

    @contextlib.contextmanager
    def choosing(self, ways: Flags) -> Iterator[None]:
        """Lets the reference make these free choices."""
        reference = self.kind.reference
        text = self.frozen.programs.get(ways) if self.frozen else None
        with reference.replaced(None if text is None else reference.load(text)):
            yield

    def expected(self, setting: Setting, cases: Sequence[Case]) -> dict[str, Seen]:
        """What the reference gives."""
        prepared = next(self.kind.prepare(self.kind.reference.get, setting, candidate.attempt))
        return {c.id: c.observe(prepared, setting, candidate.attempt) for c in cases}

    # -- findings

    def _values(self, subject: Subject, id: str) -> Iterator[Finding]:
        judgement = self.judge(subject)
        wrong = [c for c in self.kind.cases if c.stage == id and c.id in judgement.wrong]
        if wrong:
            yield from self.findings(subject, judgement, wrong)

    def _conditions(self, subject: Subject, id: str) -> Iterator[Finding]:
        yield from self.ask(subject, self.judge(subject), id)

    def ask(self, subject: Subject, judgement: Judgement, id: str) -> Iterator[Finding]:
        """What the conditions of the group with this id find; the first error ends them."""
        if isinstance(judgement.prepared, _Unbuilt) or all(s.error for s in judgement.seen.values()):
            return
        for group in self.groups:
            for condition in group.conditions if group.id == id else ():
                if condition.id in self.off or (condition.needs_clean and not judgement.clean):
                    continue
                found = self.asked(condition, subject, judgement)
                yield from found
                if any(finding.is_error for finding in found):
                    return

    def asked(
        self, condition: Condition, subject: Subject, judgement: Judgement
    ) -> list[Finding]:
        """What one condition finds."""
        return list(condition.check(self, subject, judgement))

    def findings(
        self, subject: Subject, judgement: Judgement, wrong: list[Case], when: str = ""
    ) -> Iterator[Finding]:
        """Names what explains the wrong cases, or says what differs. ``when`` says in which
        condition, as in "In train mode"."""
        return explanations.findings(self, subject, judgement, wrong, when)

    def named(
        self, mistake: str, weight: float = 0.5, when: str = "", line: int | None = None
    ) -> Finding:
        """The finding for a mistake of the drill's."""
        severity = "note" if mistake in self.notes else "error"
        return Finding(mistake, line=line, when=when, weight=weight, severity=severity)


@dataclass(frozen=True)
class _Unbuilt:
    """Stands for a program that could not be prepared."""

    error: BaseException


def _rank(judgement: Judgement) -> tuple[bool, int, int]:
    """Right before explained before unexplained; then the fewest mistakes."""
    match = judgement.match
    return (match is None, len(match.bugs) if match else 0, len(judgement.wrong))
