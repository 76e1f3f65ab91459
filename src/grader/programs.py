"""What functions and procedures have in common: definitions that are taken from a file and run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .cases import Call, Case, Get, Seen, Setting
from .contract import Function, Item, PlainClass, takes_of


@dataclass(frozen=True, eq=False)
class Session:
    """One reading of a program, with what its scenarios gave: several cases look at one run."""

    get: Get
    seen: dict[tuple[str, Setting], Mapping[str, Seen]] = field(default_factory=dict)


@dataclass(frozen=True)
class Programs:
    """The kind: see cases.Kind. ``references`` are functions and classes by name."""

    references: Mapping[str, Any]
    cases: tuple[Case, ...]

    @property
    def source(self) -> str:
        return inspect.getfile(next(iter(self.references.values())))

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(_item(name, one) for name, one in self.references.items())

    def reference(self, name: str) -> Any:
        return self.references[name]

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


Record = dict[str, Any]


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
    records, each by a noun phrase in the singular that begins a sentence.
    """

    id: str
    run: Callable[[Get, Setting, Record], None]
    facets: Mapping[str, str]
    stages: Mapping[str, str] = field(default_factory=dict)  # by facet; else the first stage
    part: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)  # by facet; else ``part``

    def cases(self, stage: str) -> Iterator[Case]:
        """A case for each facet."""
        for facet, what in self.facets.items():
            where = self.stages.get(facet, stage)
            part = self.parts.get(facet, self.part)
            yield Case(f"{self.id}: {facet}", what, where, self._runner(facet), part)

    def _runner(self, facet: str) -> Callable[[Session, Setting, Call], Seen]:
        def look(session: Session, setting: Setting, call: Call) -> Seen:
            key = (self.id, setting)
            if key not in session.seen:
                session.seen[key] = self._play(session.get, setting, call)
            return session.seen[key][facet]

        return look

    def _play(self, get: Get, setting: Setting, call: Call) -> dict[str, Seen]:
        record: Record = {}
        called = call(self.run, get, setting, record)
        missing = Seen(error=called.error or KeyError("not recorded"))
        return {f: _seen(record[f]) if f in record else missing for f in self.facets}


def _seen(value: Any) -> Seen:
    return Seen(value.value, line=value.line) if isinstance(value, Placed) else Seen(value)
