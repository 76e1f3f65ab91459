"""Questions that ask for an object with state or a procedure: scenarios that are watched.

    def trajectory(get, setting, record):
        optimizer = get("AdamW")(parameters, lr=0.1)
        ...
        record["weights"] = [...]

    QUESTION = question(
        __file__, "AdamW", scenarios=(Scenario("plain", trajectory, {"weights": "The first parameter"}),)
    )

The solution, and its edits with mistakes, run in the very same scenarios.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import conditions
from .functions import VALUES
from .judgement import Group
from .programs import Programs, Scenario
from .question import Question
from .reference import Reference

_CALLS = Group(
    "calls",
    "Neither chance nor an earlier run matters",
    (conditions.FLOAT32, conditions.REPEATED),
)


def question(
    grade: str,
    *names: str,
    scenarios: tuple[Scenario, ...],
    titles: Mapping[str, str] | None = None,
    **more: Any,
) -> Question:
    """The question. ``grade`` is the path of the drill's grade.py; ``more`` are fields of
    ``Question``, such as ``forbidden`` and ``off``."""
    named = titles or {VALUES: "It does what it should"}
    stage = next(iter(named))
    cases = tuple(case for one in scenarios for case in one.cases(stage))
    kind = Programs(Reference(Path(grade).parent), names, cases)
    return Question(kind, named, (_CALLS,), **more)
