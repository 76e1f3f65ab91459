"""What a check finds out about a program before it says anything, and what may be asked then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .cases import Seen, Setting
from .findings import Finding
from .flags import Flags
from .numbers import Tolerance
from .subject import Subject
from .table import Match

if TYPE_CHECKING:
    from .question import Question


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
