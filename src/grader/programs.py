"""What functions and procedures have in common: definitions that are taken from a file and run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .cases import Call, Case, Get, Seen, Setting
from .contract import Function, Item, PlainClass, takes_of
from .reference import Reference


Record = dict[str, Any]
Run = Callable[[Get, Setting, Record], None]


@dataclass(frozen=True)
class Watched:
    """What a run recorded, and what it raised."""

    record: Record
    error: BaseException | None


@dataclass(frozen=True, eq=False)
class Session:
    """One reading of a program, with what its runs gave: several cases look at one run."""

    get: Get
    runs: dict[tuple[Run, Setting], Watched] = field(default_factory=dict)


@dataclass(frozen=True)
class Programs:
    """The kind: see cases.Kind. ``names`` are those of the functions and classes that it asks for."""

    reference: Reference
    names: tuple[str, ...]
    cases: tuple[Case, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(_item(name, self.reference.get(name)) for name in self.names)

    def prepare(self, get: Get, setting: Setting, call: Call) -> Iterator[Session]:
        yield Session(get)


def _item(name: str, reference: Any) -> Item:
    if not isinstance(reference, type):
        return Function(name, takes_of(reference))
    methods = {
        method: takes_of(function)
        for method, function in vars(reference).items()
        if callable(function) and (method == "__init__" or not method.startswith("_"))
    }
    return PlainClass(name, methods)


@dataclass(frozen=True)
class Placed:
    """A value in a record, with the line of the program that made it what it is, if certain."""

    value: Any
    line: int | None


@dataclass(frozen=True)
class Scenario:
    """A run of the program that is watched.

    ``run`` gets the definitions, the setting and a record, in which it puts what it observes, as
    soon as it observes it: what a program did before it raised counts. ``facets`` names what it
    records, each by a noun phrase in the singular that begins a sentence. Scenarios with the same
    ``run``, such as those of different parts, look at one run.
    """

    id: str
    run: Run
    facets: Mapping[str, str]
    stage: str = ""  # else the first one
    part: str = ""
    once: bool = False  # conditions do not run it again: for what takes long

    def cases(self, stage: str) -> Iterator[Case]:
        """A case for each facet."""
        for facet, what in self.facets.items():
            runner = self._runner(facet)
            id, repeats = f"{self.id}: {facet}", not self.once
            yield Case(id, what, self.stage or stage, runner, self.part, repeats)

    def _runner(self, facet: str) -> Callable[[Session, Setting, Call], Seen]:
        def look(session: Session, setting: Setting, call: Call) -> Seen:
            key = (self.run, setting)
            if key not in session.runs:
                record: Record = {}
                called = call(self.run, session.get, setting, record)
                session.runs[key] = Watched(record, called.error)
            return _seen(session.runs[key], facet)

        return look


def _seen(watched: Watched, facet: str) -> Seen:
    if facet not in watched.record:
        return Seen(error=watched.error or KeyError("not recorded"))
    value = watched.record[facet]
    return Seen(value.value, line=value.line) if isinstance(value, Placed) else Seen(value)
