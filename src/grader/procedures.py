"""Questions that ask for an object with state or a procedure: scenarios that are watched.

    def trajectory(get, setting, record):
        optimizer = get("AdamW")(parameters, lr=0.1)
        ...
        record["weights"] = [...]

    QUESTION = question(
        AdamW, scenarios=(Scenario("plain", trajectory, {"weights": "The first parameter"}),)
    )

The reference, with its switches, runs in the very same scenarios.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import conditions
from .functions import VALUES
from .programs import Programs, Scenario
from .question import Group, Question

_CALLS = Group(
    "calls",
    "Neither chance nor an earlier run matters",
    (conditions.FLOAT32, conditions.REPEATED),
)


def question(
    *references: Any,
    scenarios: tuple[Scenario, ...],
    titles: Mapping[str, str] | None = None,
    **more: Any,
) -> Question:
    """The question; ``more`` are fields of ``Question``, such as ``forbidden`` and ``off``."""
    named = titles or {VALUES: "It does what it should"}
    stage = next(iter(named))
    cases = tuple(case for one in scenarios for case in one.cases(stage))
    kind = Programs({one.__name__: one for one in references}, cases)
    return Question(kind, named, (_CALLS,), **more)
