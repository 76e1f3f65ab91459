"""What each set of mistakes and free choices makes a program yield, and the look-up in it.

A row is one run of an edited solution: a digest for every case. A candidate is
explained by the fewest mistakes whose row agrees with it in *every* case, or by two rows that
touch different cases and together account for all that differs. Nothing else is ever named: the
nearest row is a guess, and guesses are wrong as often as right.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .digest_index import DigestIndex
from .numbers import MIXED, Tolerance
from .observation import RAISES, Digest
from .flags import Flags, mistake_of, mistakes_of

_ROUNDING = Tolerance(1e-11, 1e-12)  # the same numbers, summed in another order

Observed = Mapping[str, Digest]  # by the id of a case


@dataclass(frozen=True)
class Row:
    """``cells`` are places in the table's digests, one a case."""

    bugs: Flags
    ways: Flags
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Match:
    """``bugs`` are flags, most explaining first; empty when the candidate is right."""

    bugs: tuple[str, ...]
    ways: Flags

    @property
    def mistakes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mistake_of(flag) for flag in self.bugs))


@dataclass(frozen=True)
class Table:
    """``digests`` holds, for each case, the different digests that any row yields."""

    cases: tuple[str, ...]
    digests: tuple[tuple[Digest, ...], ...]
    rows: tuple[Row, ...]

    def explain(self, seen: Observed, tolerance: Tolerance) -> Match | None:
        """The fewest mistakes that account for everything that was seen, or None."""
        own = [seen[case] for case in self.cases if case in seen]
        if own and all(digest.form == RAISES for digest in own):
            return None  # whatever is wrong with a program can make it raise everywhere
        right = next((row for row in self._clean() if self._agrees(row, seen, tolerance)), None)
        if right is not None:
            return Match((), right.ways)
        found = self._places(seen, tolerance)
        fitting = [r for r in self._near(found) if all(c in f for c, f in zip(r.cells, found))]
        if fitting:
            least = min(len(row.bugs) for row in fitting)
            near = [row for row in fitting if len(row.bugs) == least]
            best = min(near, key=lambda row: self._distance(row, seen))
            return self._certain(best, [row for row in near if row.cells == best.cells])
        return self._composed(found)

    def _certain(self, row: Row, alike: Sequence[Row]) -> Match | None:
        """What the row names. Where other sets of mistakes yield the same, only what all of them
        share is certain."""
        shared = frozenset.intersection(*(mistakes_of(one.bugs) for one in alike))
        if len(row.bugs) < 2:
            return Match(tuple(row.bugs), row.ways)
        bugs = tuple(flag for flag in self._ordered(row) if mistake_of(flag) in shared)
        return Match(bugs, row.ways) if bugs else None

    def differing(self, seen: Observed, tolerance: Tolerance) -> tuple[Flags, frozenset[str]]:
        """The free choices that come nearest to what was seen, and the cases that differ then."""
        found = self._places(seen, tolerance)

        def wrong(row: Row) -> frozenset[str]:
            pairs = zip(self.cases, row.cells, found)
            return frozenset(case for case, cell, places in pairs if cell not in places)

        best = min(self._clean(), key=lambda row: len(wrong(row)))
        return best.ways, wrong(best)

    def knows(self, seen: Observed, tolerance: Tolerance) -> bool:
        """Whether each case that was seen gave something that some row gives."""
        return all(self._places(seen, tolerance))

    def delicate(self) -> tuple[frozenset[int], ...]:
        """For each case, the digests of which no digit may be lost: those of rows without mistakes,
        by which a program is right or wrong, and of rows that others come so near in every case
        that a few digits decide which of them is nearest to a candidate."""
        delicate = set(self._clean())
        for row in self.rows:
            seen = {case: all_[at] for case, all_, at in zip(self.cases, self.digests, row.cells)}
            found = self._places(seen, MIXED)
            if any(
                near.cells != row.cells and all(c in f for c, f in zip(near.cells, found))
                for near in self._near(found)
            ):
                delicate.add(row)
        columns = zip(*(row.cells for row in delicate)) if delicate else itertools.repeat((), len(self.cases))
        return tuple(map(frozenset, columns))

    def _agrees(self, row: Row, seen: Observed, tolerance: Tolerance) -> bool:
        """Whether all that was seen is what the row holds."""
        pairs = zip(self.cases, self.digests, row.cells)
        return all(c not in seen or seen[c].agrees(all_[at], tolerance) for c, all_, at in pairs)

    def _places(self, seen: Observed, tolerance: Tolerance) -> list[frozenset[int]]:
        """Where what was seen stands among each case's digests; anywhere, if it was not looked."""
        return [
            index.agreeing(seen[case], tolerance) if case in seen else frozenset(range(len(all_)))
            for case, all_, index in zip(self.cases, self.digests, self.indexes)
        ]

    def _near(self, found: Sequence[frozenset[int]]) -> list[Row]:
        """The rows, in their order, that fit in the case which fewest of them fit."""
        fits = [
            sum(len(rows.get(cell, ())) for cell in cells)
            for rows, cells in zip(self.rows_by_cell, found)
        ]
        if not fits:
            return list(self.rows)
        at = fits.index(min(fits))
        places = {place for cell in found[at] for place in self.rows_by_cell[at].get(cell, ())}
        return [self.rows[place] for place in sorted(places)]

    @functools.cached_property
    def rows_by_cell(self) -> tuple[dict[int, list[int]], ...]:
        """For each case, which rows hold each of its digests."""
        found: tuple[dict[int, list[int]], ...] = tuple({} for _ in self.cases)
        for place, row in enumerate(self.rows):
            for rows, cell in zip(found, row.cells):
                rows.setdefault(cell, []).append(place)
        return found

    @functools.cached_property
    def indexes(self) -> tuple[DigestIndex, ...]:
        """The digests of each case, made to be searched."""
        return tuple(map(DigestIndex, self.digests))

    def _clean(self) -> Iterable[Row]:
        return (row for row in self.rows if not row.bugs)

    def _distance(self, row: Row, seen: Observed) -> float:
        """Two rows can be nearer to each other than the tolerance; rounding ranks nothing."""
        pairs = zip(self.cases, self.digests, row.cells)
        gaps = [seen[case].distance(all_[at]) for case, all_, at in pairs if case in seen]
        return round(max(gaps, default=0.0), 11)

    def _ordered(self, row: Row) -> tuple[str, ...]:
        """Flags by the number of cases that would be seen differently without them; among equals as
        they stand in the source, which is the order of the rows."""
        if len(row.bugs) < 2:
            return tuple(row.bugs)
        others = {other.bugs: other for other in self.rows if other.ways == row.ways}

        def touched(flag: str) -> int:
            alone = others.get(frozenset({flag}))
            clean = others.get(frozenset())
            if alone is None or clean is None:
                return 0
            return -sum(a != b for a, b in zip(alone.cells, clean.cells))

        place = {other.bugs: at for at, other in enumerate(self.rows)}
        alone = {flag: place.get(frozenset({flag}), len(place)) for flag in row.bugs}
        return tuple(sorted(row.bugs, key=lambda flag: (touched(flag), alone[flag], flag)))

    def _composed(self, found: Sequence[frozenset[int]]) -> Match | None:
        """Mistakes that touch different cases compose: their marks stand side by side."""
        for clean in self._clean():
            wrong = {at for at, cell in enumerate(clean.cells) if cell not in found[at]}
            parts: list[tuple[Row, set[int]]] = []
            for row in self.rows:
                if row.ways != clean.ways or not row.bugs:
                    continue
                touched = {at for at, cell in enumerate(row.cells) if cell != clean.cells[at]}
                if touched and touched <= wrong and all(row.cells[a] in found[a] for a in touched):
                    parts.append((row, touched))
            parts.sort(key=lambda part: len(part[0].bugs))
            for count in (2, 3):
                for chosen in itertools.combinations(parts, count):
                    if set().union(*(touched for _, touched in chosen)) != wrong:
                        continue
                    ordered = sorted(chosen, key=lambda part: -len(part[1]))
                    flags = dict.fromkeys(f for row, _ in ordered for f in self._ordered(row))
                    return Match(tuple(flags), clean.ways)
        return None


@dataclass(frozen=True)
class Tables:
    """One table for each part of a question."""

    parts: tuple[Table, ...]

    def explain(self, seen: Observed, tolerance: Tolerance) -> Match | None:
        """What accounts for every part, or None if one part is not accounted for."""
        found = [table.explain(seen, tolerance) for table in self.parts]
        known = [match for match in found if match is not None]
        if len(known) < len(found):
            return None
        bugs = dict.fromkeys(flag for match in known for flag in match.bugs)
        return Match(tuple(bugs), frozenset().union(*(match.ways for match in known)))

    def about(self, cases: Iterable[str]) -> Tables:
        """Only the parts that these cases belong to."""
        return Tables(tuple(t for t in self.parts if not frozenset(t.cases).isdisjoint(cases)))

    def knows(self, seen: Observed, tolerance: Tolerance) -> bool:
        """As ``Table.knows``, over all parts."""
        return all(table.knows(seen, tolerance) for table in self.parts)

    def differing(self, seen: Observed, tolerance: Tolerance) -> tuple[Flags, frozenset[str]]:
        """As ``Table.differing``, over all parts."""
        found = [table.differing(seen, tolerance) for table in self.parts]
        ways = frozenset().union(*(ways for ways, _ in found))
        return ways, frozenset().union(*(wrong for _, wrong in found))


def tabulate(
    parts: Sequence[Sequence[str]], seen: Mapping[tuple[Flags, Flags], Observed]
) -> Tables:
    """The tables of what was seen with each set of flags (mistakes, free choices), small sets
    first; ``parts`` are the cases of each table."""
    return Tables(tuple(_table(tuple(cases), seen) for cases in parts))


def _table(cases: tuple[str, ...], seen: Mapping[tuple[Flags, Flags], Observed]) -> Table:
    """Rows that say nothing new are left out: another form of a mistake that yields the same, and
    a mistake that hides another and yields what it yields alone. So are free choices that change
    none of these cases: else mistakes that are seen with different ones would not compose."""
    rows: list[Row] = []
    effective: dict[Flags, Flags] = {}
    alike: dict[tuple[int, ...], list[Row]] = {}
    known: list[list[Digest]] = [[] for _ in cases]
    for (bugs, ways), observed in seen.items():
        cells = tuple(place_of(observed[case], digests) for case, digests in zip(cases, known))
        same = alike.setdefault(cells, [])
        if not bugs:
            effective[ways] = next((row.ways for row in same if not row.bugs), ways)
        ways = effective.get(ways, ways)
        if not any(mistakes_of(row.bugs) <= mistakes_of(bugs) for row in same):
            same.append(Row(bugs, ways, cells))
            rows.append(same[-1])
    return Table(cases, tuple(map(tuple, known)), tuple(rows))


def place_of(digest: Digest, known: list[Digest]) -> int:
    """Where the digest is among those that are known, to which it is added if it is new."""
    for at, one in enumerate(known):
        if digest.agrees(one, _ROUNDING):
            return at
    known.append(digest)
    return len(known) - 1
