"""A question as it is asked of a program that was broken on purpose and is being repaired.

What every set of the planted mistakes yields is computed from programs that have exactly these, so
a check knows which of them are left. Conditions are asked as well while some are left: the program
is then held against one with the same mistakes instead of the solution.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from . import candidate
from .cases import Case, Seen, Setting
from .findings import Finding
from .flags import Flags
from .judgement import Condition, Judgement
from .numbers import MIXED, Tolerance, precision
from .planted import Planted
from .question import Question
from .subject import Subject
from .table import Match, Observed, Row, Table, Tables, place_of
from .yields import yielded

_SEEDS = (7, 8)
_NONE = Flags()


class Unfit(ValueError):
    """This program cannot be handed out; the message says why."""


@dataclass(frozen=True)
class Base:
    """How the correct program is read, and what it yields: as the solution does, with these free
    choices."""

    reading: int
    ways: Flags
    clean: Observed


@dataclass(frozen=True)
class Preferring(Table):
    """Rows that a candidate is looked up in after those of the planted mistakes."""

    first: Table = Table((), (), ())

    def explain(self, seen: Observed, tolerance: Tolerance) -> Match | None:
        """As ``Table.explain``; what the planted mistakes account for is not put down to others."""
        return self.first.explain(seen, tolerance) or super().explain(seen, tolerance)


@dataclass(frozen=True, eq=False)
class Repair(Question):
    """``planted`` is what the program was broken with."""

    planted: Planted = Planted("", {})

    @classmethod
    def of(cls, question: Question, planted: Planted) -> Repair:
        """The question about a program with these mistakes."""
        return cls(**_fields(question), planted=planted)

    @functools.cached_property
    def base(self) -> Base:
        """Raises Unfit where the correct program does not yield what the solution does."""
        for reading in itertools.count():
            found = yielded(self, self.planted.base, reading, _SEEDS[0])
            if found is None:
                raise Unfit("the program that was broken is not right")
            match = self.known().explain(found, MIXED)
            if match is not None and not match.bugs:
                return Base(reading, match.ways, found)
        raise AssertionError("there is always a last reading")

    def prepared(self, subject: Subject, setting: Setting) -> Any:
        """A program that was made from the base, read as the base is."""
        return next(itertools.islice(self._readings(subject, setting), self.base.reading, None))

    @functools.cached_property
    def rows(self) -> Mapping[Flags, Observed]:
        """What the program yields with each set of the planted mistakes, none of them included.
        Raises Unfit where that differs from run to run."""
        clean = self.base.clean
        found: dict[Flags, Observed] = {_NONE: clean}
        for flags, text in self.planted.programs.items():
            one, other = (yielded(self, text, self.base.reading, seed) for seed in _SEEDS)
            if one is None or other is None or one != other:
                raise Unfit(f"{' + '.join(sorted(flags))} yields different results each time")
            changed = {c: one[c] for c in clean if not one[c].agrees(clean[c], MIXED)}
            found[flags] = {**clean, **changed}
        return found

    @functools.cached_property
    def table(self) -> Tables:
        """The frozen tables, and before them those of the planted mistakes."""
        parts = []
        for known in self.known().parts:
            first = _rows(known.cases, self.rows, self.base.ways)
            every = _rows(known.cases, self.rows, self.base.ways, known)
            parts.append(Preferring(every.cases, every.digests, every.rows, first))
        return Tables(tuple(parts))

    def ask(self, subject: Subject, judgement: Judgement, id: str) -> Iterator[Finding]:
        """Asks about a program that has nothing but planted mistakes left as if these were right."""
        left = Flags(judgement.match.bugs) if judgement.match else _NONE
        if left not in self.planted.programs:
            yield from super().ask(subject, judgement, id)
            return
        reference, text = self.kind.reference, self.planted.programs[left]
        program = reference.load(text)
        rows = {flags - left: row for flags, row in self.rows.items() if flags >= left}
        other = Subject(candidate.compiled(subject.path, text))
        other.load()
        twin = _Twin(other, self.base.reading)
        beside = _Beside(**_fields(self), program=program, twin=twin, rows=rows)
        as_right = replace(judgement, match=Match((), _NONE), ways=_NONE, wrong=_NONE)
        with reference.replaced(program):
            yield from beside.ask(subject, as_right, id)


@dataclass(frozen=True)
class _Twin:
    """A program with the mistakes which are left, as a candidate, and the way to read it."""

    subject: Subject
    reading: int


@dataclass(frozen=True, eq=False)
class _Beside(Question):
    """The question with a program in the place of the solution that has the mistakes which are
    left. ``rows`` are what it yields with further ones."""

    program: types.ModuleType | None = None
    twin: _Twin | None = None
    rows: Mapping[Flags, Observed] = field(default_factory=dict)

    def known(self) -> Tables:
        parts = super().known().parts
        return Tables(tuple(_rows(part.cases, self.rows, _NONE) for part in parts))

    @contextlib.contextmanager
    def choosing(self, ways: Flags) -> Iterator[None]:
        """The program has made its free choices."""
        with self.kind.reference.replaced(self.program):
            yield

    def expected(self, setting: Setting, cases: Sequence[Case]) -> dict[str, Seen]:
        assert self.twin is not None
        readings = self.kind.prepare(self.kind.reference.get, setting, candidate.attempt)
        prepared = next(itertools.islice(readings, self.twin.reading, None))
        return {c.id: c.observe(prepared, setting, candidate.attempt) for c in cases}

    def asked(
        self, condition: Condition, subject: Subject, judgement: Judgement
    ) -> list[Finding]:
        """What the condition finds, and does not find in a program with the same mistakes: these
        may break more than a table shows."""
        found = super().asked(condition, subject, judgement)
        if not found:
            return found
        assert self.twin is not None
        other, reading = self.twin.subject, self.twin.reading
        with precision(judgement.setting.dtype):
            ways = self._readings(other, judgement.setting)
            prepared = next(itertools.islice(ways, reading, None))
            seen = self.observe(other, prepared, judgement.setting)
        same = replace(judgement, prepared=prepared, reading=reading, seen=seen)
        usual = {one.mistake for one in super().asked(condition, other, same)}
        return [one for one in found if one.mistake not in usual]


def _fields(question: Question) -> dict[str, Any]:
    return {one.name: getattr(question, one.name) for one in fields(Question)}


def _rows(
    cases: tuple[str, ...],
    seen: Mapping[Flags, Observed],
    ways: Flags,
    known: Table = Table((), (), ()),
) -> Table:
    """A table of what was seen with each set of flags, small sets first, before the rows of
    ``known``. A mistake that changes nothing in these cases makes no row."""
    digests = [list(all_) for all_ in known.digests] or [[] for _ in cases]
    rows: dict[tuple[int, ...], Row] = {}
    for flags, observed in sorted(seen.items(), key=lambda one: len(one[0])):
        cells = tuple(place_of(observed[c], all_) for c, all_ in zip(cases, digests))
        rows.setdefault(cells, Row(flags, ways, cells))
    return Table(cases, tuple(map(tuple, digests)), (*rows.values(), *known.rows))
