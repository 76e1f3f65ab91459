"""The verdict as plain data, and its JSON shape (`v` 1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .findings import Finding


@dataclass
class Check:
    """One stage as the user sees it. ``status`` is passed, failed or skipped."""

    id: str
    title: str
    status: str
    message: str = ""
    line: int | None = None
    expected: str | None = None
    actual: str | None = None
    mistake: str | None = None  # what it failed for, if that has a name

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "status": self.status,
            "message": self.message,
            "line": self.line,
        }
        if self.expected is not None:
            data["expected"] = self.expected
        if self.actual is not None:
            data["actual"] = self.actual
        if self.mistake is not None:
            data["mistake"] = self.mistake
        return data


@dataclass
class Verdict:
    """Everything that one run of a grader says. ``trouble`` is the grader's own failure."""

    checks: list[Check] = field(default_factory=list)
    mistakes: list[Finding] = field(default_factory=list)
    output: str = ""
    output_truncated: bool = False
    duration_ms: float = 0.0
    trouble: str | None = None

    @property
    def passed(self) -> bool:
        if self.trouble is not None or not self.checks:
            return False
        failed = any(check.status != "passed" for check in self.checks)
        return not failed and not any(mistake.is_error for mistake in self.mistakes)

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "v": 1,
            "outcome": "graded",
            "passed": self.passed,
            "checks": [check.to_json() for check in self.checks],
            "mistakes": [
                {"id": m.mistake, "line": m.line, "message": m.message} for m in self.mistakes
            ],
            "output": self.output,
            "outputTruncated": self.output_truncated,
            "durationMs": round(self.duration_ms, 1),
        }
        if self.trouble is not None:
            data["trouble"] = self.trouble
        return data
