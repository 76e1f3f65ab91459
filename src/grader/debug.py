"""Runs a check in this process, without capture or limits, for use under a debugger."""

from __future__ import annotations

from .check import check
from .wire import Request


def debug(drill: str, file: str, stage: str | None = None) -> None:
    """Runs the check of ``file`` up to ``stage`` (None: all) and prints what it found."""
    verdict = check(Request(nonce="", drill=drill, file=file, stage=stage, limit_ms=0))
    for one in verdict.checks:
        where = f" (line {one.line})" if one.line else ""
        print(f"{one.status:8}{one.title}. {one.message}{where}")
    for mistake in verdict.mistakes:
        print(f"mistake {mistake.mistake}: {mistake.message}")
    if verdict.trouble is not None:
        print(verdict.trouble)
