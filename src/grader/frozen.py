"""The table of a drill, frozen: computed once, kept beside grade.py, valid on every torch.

`python -m grader.frozen DRILL...` writes `frozen.json` where it is missing or older than the
drill's Python, and prints for each drill what the table shows about it as a line of JSON.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .observation import Digest
from .sandbox import quiet_environment
from .table import Row, Table, Tables

NAME = "frozen.json"
_FORMAT = 1  # raised when the framework itself makes the same reference yield other digests


def key(folder: Path) -> str:
    """Stands for all that the table is computed from; line ends do not matter."""
    parts = [f"format {_FORMAT}"]
    for path in sorted([folder / "grade.py", *folder.glob("grading/*.py")]):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        parts.append(f"{path.name} {hashlib.sha256(text.encode()).hexdigest()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def load(folder: Path) -> Tables | None:
    """The frozen tables, or None where there are none that fit the drill as it is now."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if data["key"] == key(folder):
            return Tables(tuple(map(_parse, data["parts"])))
    return None


def _parse(data: dict[str, Any]) -> Table:
    flags = data["flags"]

    def named(places: Iterable[int]) -> frozenset[str]:
        return frozenset(flags[place] for place in places)

    return Table(
        tuple(data["cases"]),
        tuple(tuple(Digest(*one) for one in digests) for digests in data["digests"]),
        tuple(Row(named(bugs), named(ways), tuple(cells)) for bugs, ways, cells in data["rows"]),
    )


def dump(tables: Tables, key: str) -> str:
    """The tables as text: a line a case and a line a row, so that a review can read a change."""
    parts = ",\n".join(_dump(table) for table in tables.parts)
    return f'{{"key":"{key}","parts":[\n{parts}\n]}}\n'


def _dump(table: Table) -> str:
    flags = sorted({flag for row in table.rows for flag in row.bugs | row.ways})
    place = {flag: at for at, flag in enumerate(flags)}

    def lines(items: Iterable[Any]) -> str:
        return ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)

    digests = ([_plain(digest) for digest in one] for one in table.digests)
    rows = (
        [sorted(place[f] for f in r.bugs), sorted(place[f] for f in r.ways), r.cells]
        for r in table.rows
    )
    return (
        f'{{"cases":{json.dumps(table.cases)},"flags":{json.dumps(flags)},\n'
        f'"digests":[\n{lines(digests)}\n],\n"rows":[\n{lines(rows)}\n]}}'
    )


def _plain(digest: Digest) -> list[Any]:
    """Without numbers where there are none; 11 digits are more than any tolerance asks for."""
    if not digest.norm:
        return [digest.form]
    return [digest.form, *(float(f"{number:.11g}") for number in (digest.norm, digest.shadow))]


def main() -> None:
    """Writes the tables of the drills that are named."""
    from .check import load_question  # which needs this module

    quiet_environment()
    for name in sys.argv[1:]:
        folder = Path(name)
        question = load_question(str(folder))
        if question is None or load(folder) is not None:
            continue
        (folder / NAME).write_text(dump(question.build(), key(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
