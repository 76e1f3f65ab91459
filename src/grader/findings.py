"""What a check found, and which findings survive when several are true at once.

The rules of precedence live here and nowhere else: a specific mistake hides the general ones
that it explains, errors come before notes, and what explains most of the failure comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# The mistakes that every drill shares; a drill's own ids are "specific" next to them.
COMMON = (
    "not-implemented",
    "syntax-error",
    "import-missing",
    "raises",
    "missing-definition",
    "wrong-output-shape",
    "uses-builtin",
    "parameters-not-registered",
    "dead-parameter",
    "shape-print-missing",
    "times-out",
)

# Symptoms. Once a cause is named they say nothing new.
SYMPTOMS = frozenset({"raises", "wrong-output-shape", "dead-parameter"})

# Common mistakes which are causes themselves.
_CAUSES = frozenset(
    {
        "not-implemented",
        "syntax-error",
        "import-missing",
        "missing-definition",
        "uses-builtin",
        "parameters-not-registered",
        "times-out",
    }
)


@dataclass(frozen=True)
class Finding:
    """One observation. With ``mistake`` None the check fails and nothing is named."""

    mistake: str | None
    message: str = ""  # one sentence: what was observed; empty: the drill's own, see messages.py
    line: int | None = None  # in the candidate's file; only when certain
    expected: str | None = None
    actual: str | None = None
    severity: str = "error"  # "note" is told and does not fail the drill
    weight: float = 0.0  # how much of the failure it explains; larger comes first
    explains: frozenset = frozenset()  # further ids that this one makes redundant
    independent: bool = False  # keep it even if it looks like a symptom
    yields: bool = False  # drop it as soon as any other error is named
    blocks: bool = True  # later stages are skipped; False lets them go on
    detail: Mapping[str, Any] = field(default_factory=dict)  # fills the drill's sentence
    when: str = ""  # the condition in which it shows, as in "In train mode"

    @property
    def is_error(self) -> bool:
        return self.severity != "note"

    @property
    def is_specific(self) -> bool:
        return self.mistake is not None and self.mistake not in COMMON


# Once these are named it goes without saying that running the file prints no shape.
_UNFINISHED = frozenset({"not-implemented", "missing-definition", "syntax-error", "times-out"})


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """The named mistakes that remain: one a mistake, most explaining first."""
    named = [f for f in findings if f.mistake is not None]
    cause = any(f.is_error and (f.is_specific or f.mistake in _CAUSES) for f in named)
    explained = frozenset().union(*(f.explains for f in named if f.is_error))

    def survives(finding: Finding) -> bool:
        if finding.mistake in explained:
            return False
        if finding.mistake == "shape-print-missing" and any(
            f.mistake in _UNFINISHED for f in named
        ):
            return False
        if finding.yields and any(f.is_error and not f.yields for f in named):
            return False
        return finding.independent or not (cause and finding.mistake in SYMPTOMS)

    kept = sorted(filter(survives, named), key=_order)
    unique: dict = {}
    for finding in kept:
        first = unique.get(finding.mistake)
        if first is None or (first.line is None and finding.line is not None):
            unique[finding.mistake] = finding
    return list(unique.values())


def _order(finding: Finding) -> tuple:
    common = 0 if finding.is_specific or finding.mistake in _CAUSES else 1
    return (not finding.is_error, common, -finding.weight)
