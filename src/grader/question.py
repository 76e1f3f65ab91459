"""A question: cases that are observed, a table that explains them, conditions that must hold.

`Question.stages` is what a drill's grade.py exposes as STAGES. The candidate is run on every case;
what is seen is looked up among what the reference yields with each mistake switched on. A
candidate that agrees with the reference is then asked the conditions (see conditions.py).
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from torch import Tensor, float32

from . import candidate, common, contract, demo, frozen, locate
from .cases import Case, Kind, Seen, Setting
from .findings import Finding
from .numbers import EXACT, MIXED, SINGLE, Tolerance, difference, is_dtype_error, precision
from .observation import Digest, Raised, digest
from .stages import Stage
from .subject import Subject
from .switches import Flags, Switches, mistake_of, switched, switches_in
from .table import Match, Observed, Tables, build

_START = ("parses", "defines")


@dataclass(frozen=True)
class Judgement:
    """What was seen of a candidate, and what explains it."""

    prepared: Any
    reading: int  # which of the ways to read the program this is
    setting: Setting
    tolerance: Tolerance
    seen: Mapping[str, Seen]
    match: Match | None
    ways: Flags  # the free choices that come nearest
    wrong: frozenset[str]  # the cases that differ from the reference under these choices

    @property
    def clean(self) -> bool:
        return not self.wrong


@dataclass(frozen=True)
class Condition:
    """Something that is asked of every drill, such as that train mode changes nothing.

    ``check`` yields what is wrong. ``needs_clean``: it only says something about a program whose
    values are right.
    """

    id: str
    check: Callable[[Question, Subject, Judgement], Iterator[Finding]]
    needs_clean: bool = True


@dataclass(frozen=True)
class Group:
    """Conditions that the user sees as one check."""

    id: str
    title: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, eq=False)
class Question:
    """``titles`` names the stages that cases belong to, in order, by what is true when they pass.

    ``off`` switches conditions off, each with its reason; ``names`` gives the drill's mistake for
    what a condition finds; ``notes`` are mistakes that are told and fail nothing; ``extras`` are
    mistakes of doing too much, each with what switches it off, so that the rest shows; ``most`` is
    how many mistakes at once the table holds; ``details`` fill the sentence of a mistake, by the
    flag that was found.
    """

    kind: Kind
    titles: Mapping[str, str]
    groups: tuple[Group, ...]
    forbidden: tuple[str, ...] = ()
    off: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    most: int = 2
    extras: Mapping[str, Callable[[], AbstractContextManager[None]]] = field(default_factory=dict)
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    prints: demo.Prints = demo.prints_shape
    no_print: str = ""

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
            ways, wrong = self.table.differing(found, tolerance)
            if match is not None and not match.bugs:
                ways, wrong = match.ways, frozenset()
            last = Judgement(prepared, reading, setting, tolerance, seen, match, ways, wrong)
            if match is not None:
                break
        assert last is not None
        return last

    # -- the reference

    @functools.cached_property
    def switches(self) -> Switches:
        return switches_in(Path(self.kind.source).read_text(encoding="utf-8"))

    @functools.cached_property
    def table(self) -> Tables:
        """The frozen tables, or some made now where these are missing or older than the drill."""
        return self.frozen or self.build()

    @functools.cached_property
    def frozen(self) -> Tables | None:
        """The frozen tables, read before any candidate's code can come in between."""
        return frozen.load(Path(self.kind.source).parent)

    def build(self) -> Tables:
        """What every set of switches yields, part by part. Raises ValueError for a reference that
        raises when none is on."""
        with precision(Setting().dtype):
            for case, seen in self.expected(Setting(), self.kind.cases).items():
                if seen.error is not None:
                    raise ValueError(f"the reference itself raises ({case})") from seen.error
        parts: dict[str, list[str]] = {}
        for case in self.kind.cases:
            parts.setdefault(case.part, []).append(case.id)
        return build(self.switches, self._observe_reference, list(parts.values()), self.most)

    def _observe_reference(self) -> Observed:
        setting = Setting()
        with precision(setting.dtype):
            return self.digests(self.expected(setting, self.kind.cases))

    def expected(self, setting: Setting, cases: Sequence[Case]) -> dict[str, Seen]:
        """What the reference gives under the switches that are on."""
        try:
            prepared = next(self.kind.prepare(self.kind.reference, setting, candidate.attempt))
        except Exception as error:  # a mistake that does not even build
            return {case.id: Seen(error=error) for case in cases}
        return {c.id: c.observe(prepared, setting, candidate.attempt) for c in cases}

    # -- findings

    def _values(self, subject: Subject, id: str) -> Iterator[Finding]:
        judgement = self.judge(subject)
        wrong = [c for c in self.kind.cases if c.stage == id and c.id in judgement.wrong]
        if wrong:
            yield from self.findings(subject, judgement, wrong)

    def _conditions(self, subject: Subject, id: str) -> Iterator[Finding]:
        judgement = self.judge(subject)
        if isinstance(judgement.prepared, _Unbuilt) or all(s.error for s in judgement.seen.values()):
            return
        for group in self.groups:
            for condition in group.conditions if group.id == id else ():
                if condition.id in self.off or (condition.needs_clean and not judgement.clean):
                    continue
                found = list(condition.check(self, subject, judgement))
                yield from found
                if any(finding.is_error for finding in found):
                    return

    def findings(
        self, subject: Subject, judgement: Judgement, wrong: list[Case], when: str = ""
    ) -> Iterator[Finding]:
        """Names what explains the wrong cases, or says what differs. ``when`` says in which
        condition, as in "In train mode"."""
        if judgement.match is not None and judgement.match.bugs:
            yield from self._explained(judgement, wrong, when)
            return
        first = min(wrong, key=lambda case: judgement.seen[case.id].error is None)
        error = judgement.seen[first.id].error
        if error is not None:
            yield common.explain(subject, error, when=when)
            return
        yield self.difference(subject, judgement, first, when)

    def _explained(self, judgement: Judgement, wrong: list[Case], when: str) -> Iterator[Finding]:
        """The mistakes that account for these cases; with a line, if one mistake has one line."""
        ids = [case.id for case in wrong]
        match = self.table.about(ids).explain(self.digests(judgement.seen), judgement.tolerance)
        if match is None or not match.bugs:  # explained only without what is there too much
            match = judgement.match
        flags: dict[str, str] = {}
        for flag in match.bugs if match is not None else ():
            flags.setdefault(mistake_of(flag), flag)
        line = locate.only(filter(None, (judgement.seen[id].line for id in ids)))
        for place, (mistake, flag) in enumerate(flags.items()):
            weight = 1.0 - place / (len(flags) + 1)
            named = self.named(mistake, weight, when, line if len(flags) == 1 else None)
            yield replace(named, detail=self.details.get(flag, {}))

    def named(
        self, mistake: str, weight: float = 0.5, when: str = "", line: int | None = None
    ) -> Finding:
        """The finding for a mistake of the drill's."""
        severity = "note" if mistake in self.notes else "error"
        return Finding(mistake, line=line, when=when, weight=weight, severity=severity)

    def difference(
        self, subject: Subject, judgement: Judgement, case: Case, when: str = ""
    ) -> Finding:
        """The plainest true difference from what is right, without a name."""
        with precision(judgement.setting.dtype), switched(judgement.ways):
            wanted = self.expected(judgement.setting, [case])[case.id].value
        actual = judgement.seen[case.id].value
        label = f"{when}, {case.what[0].lower()}{case.what[1:]}" if when else case.what
        return _difference(subject, actual, wanted, label)


def _difference(subject: Subject, actual: Any, wanted: Any, label: str) -> Finding:
    if isinstance(wanted, Tensor):
        if not isinstance(actual, Tensor) or actual.shape != wanted.shape:
            return common.wrong_shape(subject, actual, wanted.shape, label)
        return Finding(None, f"{label} is wrong. {difference(actual, wanted)}")
    if isinstance(wanted, (list, tuple)) and isinstance(actual, (list, tuple)):
        if len(actual) != len(wanted):
            text = f"{label} has {len(actual)} entries; it should have {len(wanted)}."
            return Finding(None, text)
        for place, (mine, theirs) in enumerate(zip(actual, wanted)):
            if not digest(mine).agrees(digest(theirs), MIXED):
                entry = f"{label}, entry {place}," if len(wanted) > 1 else label
                return _difference(subject, mine, theirs, entry)
    return Finding(None, f"{label} is {_short(actual)}; it should be {_short(wanted)}.")


@dataclass(frozen=True)
class _Unbuilt:
    """Stands for a program that could not be prepared."""

    error: BaseException


def _rank(judgement: Judgement) -> tuple[bool, int, int]:
    """Right before explained before unexplained; then the fewest mistakes."""
    match = judgement.match
    return (match is None, len(match.bugs) if match else 0, len(judgement.wrong))


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.5g}"
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
