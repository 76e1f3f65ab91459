"""What a drill's programs yield, frozen: computed once, kept beside grade.py, for any torch."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .flags import Flags
from .packed import pack, unpack
from .table import Row, Table, Tables

NAME = "frozen.json"
_FORMAT = 3  # raised when the framework itself makes the same program yield other digests
_SOURCES = ("grade.py", "solution.py", "mistakes.yaml", "grading/*.py", "correct/*.py")


@dataclass(frozen=True)
class Frozen:
    """``programs`` are those that stand in for the solution where free choices differ from its
    own; ``details`` fill the sentence of a mistake, by the flag that was found; ``other`` are
    correct programs that yield something else than the solution."""

    tables: Tables
    programs: Mapping[Flags, str] = field(default_factory=dict)
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    other: tuple[str, ...] = ()


def key(folder: Path) -> str:
    """Stands for all that the table is computed from; line ends do not matter."""
    parts = [f"format {_FORMAT}"]
    for path in _sources(folder):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        parts.append(f"{path.name} {hashlib.sha256(text.encode()).hexdigest()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def files(folder: Path) -> list[Path]:
    """The file, where there is one, and what it is computed from."""
    return [folder / NAME, *_sources(folder)]


def _sources(folder: Path) -> list[Path]:
    return sorted(path for pattern in _SOURCES for path in folder.glob(pattern))


def load(folder: Path) -> Frozen | None:
    """What was frozen, or None where that does not fit the drill as it is now."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if data["key"] == key(folder):
            return Frozen(
                Tables(tuple(map(_parse, data["parts"]))),
                {frozenset(ways): text for ways, text in data["programs"]},
                data["details"],
                tuple(data["other"]),
            )
    return None


def _parse(data: dict[str, Any]) -> Table:
    flags = data["flags"]

    def named(places: Iterable[int]) -> Flags:
        return frozenset(flags[place] for place in places)

    cells = zip(*map(_unnumbered, data["cells"]))
    rows = zip(data["bugs"], data["ways"], cells)
    return Table(
        tuple(data["cases"]),
        tuple(map(unpack, data["digests"])),
        tuple(Row(named(bugs), named(ways), tuple(row)) for bugs, ways, row in rows),
    )


def dump(frozen: Frozen, key: str) -> str:
    """As text: a line for each case, so that a review shows which of them changed."""
    whole = {
        "key": key,
        "details": frozen.details,
        "other": frozen.other,
        "programs": [[sorted(ways), text] for ways, text in frozen.programs.items()],
    }
    parts = ",\n".join(_dump(table) for table in frozen.tables.parts)
    return f'{json.dumps(whole)[:-1]},"parts":[\n{parts}\n]}}\n'


def _dump(table: Table) -> str:
    flags = sorted({flag for row in table.rows for flag in row.bugs | row.ways})
    place = {flag: at for at, flag in enumerate(flags)}
    bugs = [sorted(place[flag] for flag in row.bugs) for row in table.rows]
    ways = [sorted(place[flag] for flag in row.ways) for row in table.rows]
    columns = zip(*(row.cells for row in table.rows))
    parts = {
        "cases": _compact(table.cases),
        "flags": _compact(flags),
        "bugs": _compact(bugs),
        "ways": _compact(ways),
        "digests": _lines(map(pack, table.digests, table.delicate())),
        "cells": _lines(map(_numbered, columns)),
    }
    return "{" + ",\n".join(f'"{name}":{text}' for name, text in parts.items()) + "}"


_NEXT = -1  # the place after all that came before in a column: most rows yield something new


def _numbered(column: Iterable[int]) -> list[int]:
    cells, new = [], 0
    for cell in column:
        cells.append(_NEXT if cell == new else cell)
        new = max(new, cell + 1)
    return cells


def _unnumbered(column: Iterable[int]) -> list[int]:
    cells, new = [], 0
    for cell in column:
        cells.append(new if cell == _NEXT else cell)
        new = max(new, cells[-1] + 1)
    return cells


def _lines(values: Iterable[Any]) -> str:
    return "[\n" + ",\n".join(map(_compact, values)) + "\n]"


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
