"""Computes what a drill's programs yield: the rows that candidates are looked up in.

    python -m grader.freezing DRILL PROGRAMS.json

writes frozen.json beside grade.py. The second file lists programs as ``Program`` has them. The
output is a line for each program as its turn comes, so that whoever waits can say which of them
does not finish, and at last a report as JSON.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

from .check import load_question
from .coverage import uncovered
from .findings import COMMON
from .flags import Flags, mistakes_of
from .frozen import NAME, Frozen, dump, key
from .numbers import MIXED
from .observation import RAISES, Digest
from .question import Question
from .reference import SOLUTION
from .sandbox import quiet_environment
from .table import Observed, Row, Tables, tabulate
from .yields import yielded

_SEEDS = (7, 8)


@dataclass(frozen=True)
class Program:
    """A correct program or an edit of one. ``base`` is the correct program it is made from, as in
    "correct/fused.py"; ``bugs`` and ``ways`` are the flags of what was edited in."""

    name: str
    base: str
    bugs: Flags
    ways: Flags
    text: str

    @property
    def is_base(self) -> bool:
        return not (self.bugs or self.ways)


@dataclass(frozen=True)
class _Base:
    """How a correct program is read: as the reading of that number, with these free choices."""

    reading: int
    ways: Flags


@dataclass
class Freezer:
    """Runs the programs of one drill. ``say`` is told the name of each as its turn comes."""

    question: Question
    say: Callable[[str], None]
    other: set[str] = field(default_factory=set)  # correct programs unlike the solution
    _changes: dict[tuple[str, Flags], Observed] = field(default_factory=dict)

    def rows(self, programs: Sequence[Program]) -> dict[tuple[Flags, Flags], Observed]:
        """What each program yields, by mistakes and free choices, small sets first. Raises
        ValueError for a solution that raises, or that yields other results each time."""
        solution = next(p for p in programs if p.base == SOLUTION and p.is_base)
        clean = self._stable(solution, 0)
        if clean is None or any(digest.form == RAISES for digest in clean.values()):
            raise ValueError(f"{SOLUTION} raises, or its results differ from run to run")
        seen: dict[tuple[Flags, Flags], Observed] = {(Flags(), Flags()): clean}
        for program in programs:
            if program.ways and not program.bugs:
                chosen = self._stable(program, 0)
                if chosen is not None:
                    seen[Flags(), program.ways] = chosen
        known = {ways: found for (_, ways), found in seen.items()}
        bases = {p.base: self._base(p, known) for p in programs if p.is_base}
        self.other |= {name for name, base in bases.items() if base is None}
        for program in sorted(programs, key=lambda one: len(one.bugs)):
            base = bases[program.base]
            if base is None or not program.bugs or self._says_nothing(program):
                continue
            ways = base.ways | program.ways
            found = self._row(program, base, known.get(ways, clean))
            if found is not None and not self._is_composed(program):
                seen.setdefault((program.bugs, ways), found)
        return seen

    def _base(self, program: Program, known: Mapping[Flags, Observed]) -> _Base | None:
        """The reading in which a correct program yields what the solution does, as it stands or
        with some free choices; None where there is no such reading."""
        if program.base == SOLUTION:
            return _Base(0, Flags())
        for reading in itertools.count():
            found = self._stable(program, reading)
            if found is None:
                return None
            for ways, clean in known.items():
                if _alike(clean, found):
                    return _Base(reading, ways)
        return None

    def _row(self, program: Program, base: _Base, clean: Observed) -> Observed | None:
        """What the program yields, or None where that differs from run to run; what its mistakes
        leave as it is agrees to the last digit."""
        found = self._stable(program, base.reading)
        if found is None:
            return None
        changed = {c: found[c] for c in clean if not found[c].agrees(clean[c], MIXED)}
        if not program.ways:
            self._changes[program.base, program.bugs] = changed
        return {**clean, **changed}

    def _says_nothing(self, program: Program) -> bool:
        """Whether a row would be of no use. General mistakes need none: every check finds them.
        Nor does a pair of which one mistake alone changes nothing."""
        if not mistakes_of(program.bugs).isdisjoint(COMMON):
            return True
        return len(program.bugs) > 1 and any(not part for part in self._parts(program))

    def _is_composed(self, program: Program) -> bool:
        """Whether a look-up finds the pair without a row: its mistakes touch different cases, and
        together they yield what each yields alone. One can also hide what the other changes:
        where every gradient is clipped, nobody sees a wrong scale."""
        parts = self._parts(program)
        if len(parts) < 2:
            return False
        side_by_side = {case: digest for part in parts for case, digest in part.items()}
        together = self._changes[program.base, program.bugs]
        return (
            sum(map(len, parts)) == len(side_by_side)
            and side_by_side.keys() == together.keys()
            and _alike(side_by_side, together)
        )

    def _parts(self, program: Program) -> list[Observed]:
        """What each mistake changes alone; nothing where one edit makes several at once."""
        parts = [self._changes.get((program.base, Flags({flag}))) for flag in program.bugs]
        known = [part for part in parts if part is not None]
        return known if len(known) == len(parts) else []

    def _stable(self, program: Program, reading: int) -> Observed | None:
        """What a program yields, or None where that is not the same each time."""
        self.say(program.name)
        seeds = _SEEDS if len(program.bugs) < 2 else _SEEDS[:1]
        found = [yielded(self.question, program.text, reading, seed) for seed in seeds]
        return found[0] if all(one is not None and one == found[0] for one in found) else None


def twins(tables: Tables) -> list[list[str]]:
    """Pairs of mistakes that yield the same in every case, so that neither can be told from the
    other."""
    found: dict[tuple[str, ...], None] = {}
    for table in tables.parts:
        alike: dict[tuple[int, ...], list[Row]] = {}
        for row in table.rows:
            if len(row.bugs) == 1:
                alike.setdefault(row.cells, []).append(row)
        for rows in alike.values():
            for one, other in itertools.combinations(rows, 2):
                if mistakes_of(one.bugs) != mistakes_of(other.bugs):
                    found[tuple(sorted((*one.bugs, *other.bugs)))] = None
    return [list(pair) for pair in found]


def _programs(data: Iterable[dict[str, Any]]) -> list[Program]:
    return [
        Program(p["name"], p["base"], Flags(p["bugs"]), Flags(p["ways"]), p["text"]) for p in data
    ]


def standing_in(
    seen: Mapping[tuple[Flags, Flags], Observed], programs: Sequence[Program]
) -> dict[Flags, str]:
    """The program for each set of free choices that changes what some program yields. A choice may
    matter only beside a mistake, such as the value in a row that only a wrong mask hides."""
    used = {
        ways
        for (bugs, ways), found in seen.items()
        if ways and not _alike(found, seen.get((bugs, Flags()), {}))
    }
    texts = {p.ways: p.text for p in programs if not p.bugs}
    return {ways: texts[ways] for ways in sorted(used, key=sorted) if ways in texts}


def _alike(one: Observed, other: Observed) -> bool:
    return all(case in other and one[case].agrees(other[case], MIXED) for case in one)


def report(question: Question, frozen: Frozen) -> dict[str, Any]:
    """What an author is told of the drill, as JSON data."""
    return {
        "kind": "report",
        "twins": twins(frozen.tables),
        "other": list(frozen.other),
        "off": dict(question.off),
        "uncovered": uncovered(question),
        "choices": [sorted(ways) for ways in frozen.programs],
    }


def main() -> None:
    """Freezes the drill that is named; see the module's docstring."""
    folder = Path(sys.argv[1])
    data = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    quiet_environment()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for what the programs print

    def say(text: str) -> None:
        print(text, file=answers, flush=True)

    question = load_question(str(folder))
    if question is None:
        raise ValueError(f"{folder} is not made with the framework")
    frozen = _freeze(Freezer(question, say), _programs(data["programs"]), data["details"])
    (folder / NAME).write_text(dump(frozen, key(folder)), encoding="utf-8")
    say(json.dumps(report(question, frozen)))


def _freeze(
    freezer: Freezer, programs: Sequence[Program], details: Mapping[str, Mapping[str, str]]
) -> Frozen:
    seen = freezer.rows(programs)
    other = tuple(sorted(freezer.other))
    tables = tabulate(freezer.question.parts, seen)
    return Frozen(tables, standing_in(seen, programs), details, other)


if __name__ == "__main__":
    main()
