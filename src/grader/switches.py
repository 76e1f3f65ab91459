"""Switches in a reference: where a mistake would sit, and where the contract leaves a choice.

A drill's reference is ordinary code. `bug("scale-missing")` is false unless that mistake is
switched on, `way("interleaved")` is false unless that free choice is. A flag is a mistake's id,
or `id.variant` where a mistake takes several forms.
"""

from __future__ import annotations

import ast
import contextlib
import itertools
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass

Flags = frozenset[str]

_ON: ContextVar[Flags] = ContextVar("switches", default=frozenset())
_WAY = "~"  # keeps the names of free choices apart from those of mistakes


def bug(flag: str) -> bool:
    """Whether this mistake is switched on. ``flag`` is a literal: it is read from the source."""
    return flag in _ON.get()


def way(name: str) -> bool:
    """Whether this free choice is switched on. ``name`` is a literal, as in ``bug``."""
    return _WAY + name in _ON.get()


@contextlib.contextmanager
def switched(flags: Iterable[str]) -> Iterator[None]:
    """Switches on exactly ``flags`` (ways as ``ways_of`` returns them)."""
    token = _ON.set(frozenset(flags))
    try:
        yield
    finally:
        _ON.reset(token)


def mistake_of(flag: str) -> str:
    """The mistake's id of a flag."""
    return flag.split(".", 1)[0]


@dataclass(frozen=True)
class Switches:
    """The flags that a source mentions, in the order in which they stand there."""

    bugs: tuple[str, ...]
    ways: tuple[str, ...]

    def choices(self) -> Iterator[Flags]:
        """Every combination of free choices, the plainest first."""
        for count in range(len(self.ways) + 1):
            for chosen in itertools.combinations(self.ways, count):
                yield frozenset(chosen)

    def sets(self, most: int) -> Iterator[Flags]:
        """Every set of up to ``most`` mistakes, small ones first; two forms of one never meet."""
        for count in range(most + 1):
            for chosen in itertools.combinations(self.bugs, count):
                if len({mistake_of(flag) for flag in chosen}) == count:
                    yield frozenset(chosen)


def switches_in(source: str) -> Switches:
    """Reads the switches from a source. Raises ValueError for one that is no literal."""
    found: list[tuple[int, int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in ("bug", "way"):
            continue
        first = node.args[0] if node.args else None
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            raise ValueError(f"line {node.lineno}: {node.func.id}() needs its name as a literal")
        name = first.value if node.func.id == "bug" else _WAY + first.value
        found.append((node.lineno, node.col_offset, name))
    names = list(dict.fromkeys(name for _, _, name in sorted(found)))
    return Switches(
        tuple(name for name in names if not name.startswith(_WAY)),
        tuple(name for name in names if name.startswith(_WAY)),
    )
