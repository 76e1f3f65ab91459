"""Stages: what a grader checks, in order, and the run that turns them into a verdict."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Callable, Optional

from . import common
from .findings import Finding, settle
from .subject import Subject
from .verdict import Check, Verdict
from .messages import worded

_now = time.perf_counter  # a candidate may replace it

Outcome = Optional[Iterable[Finding]]


@dataclass(frozen=True)
class Stage:
    """One check. ``check`` returns findings (None or empty: passed) or raises.

    What candidate code raises through ``check`` becomes the matching common mistake.
    """

    id: str
    title: str  # what is true when it passes, a short sentence without a full stop
    check: Callable[[Subject], Outcome]
    failed: str = "This check failed."  # said when a finding brings no sentence of its own
    needs: tuple[str, ...] | None = None  # ids; None: every stage before it in the list
    last: bool = False  # run after all others, wherever it stands in the list


class Run:
    """One run over the stages. ``verdict`` may be asked for at any time, even by a watchdog.

    ``before_last`` is called before a last stage runs on a file in which something is wrong.
    """

    def __init__(
        self,
        subject: Subject,
        stages: Sequence[Stage],
        until: str | None = None,
        says: Mapping[str, str] | None = None,
        ends_at_failure: bool = False,
        before_last: Callable[[], None] = lambda: None,
    ):
        ids = [stage.id for stage in stages]
        end = ids.index(until) + 1 if until in ids else len(ids)
        self._subject = subject
        self._says = says or {}
        self._ends_at_failure = ends_at_failure
        self._before_last = before_last
        wanted = [stage for stage in stages[:end] if not stage.last or until in (None, stage.id)]
        self._stages = tuple(wanted if until in ids else stages)
        self._found: dict[str, list[Finding]] = {}
        self._current: Stage | None = None
        self._trouble: str | None = None
        self._began = _now()

    def run(self) -> Verdict:
        for stage in self._left():
            if self._may_run(stage):
                self._current = stage
                if stage.last and self._has_failed:
                    self._before_last()
                found = [worded(f, self._says) for f in self._check(stage)]
                self._found[stage.id] = found
                self._current = None
                if self._ends_at_failure and any(finding.is_error for finding in found):
                    break
                if not stage.last:
                    self._subject.drain()
        return self.verdict()

    @property
    def _has_failed(self) -> bool:
        return any(finding.is_error for found in self._found.values() for finding in found)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return _now() - self._began

    def _left(self) -> list[Stage]:
        """The stages that have not run, in the order in which they would."""
        left = [stage for stage in self._stages if stage.id not in self._found]
        return sorted(left, key=lambda stage: stage.last)

    def _may_run(self, stage: Stage) -> bool:
        needed = stage.needs
        if needed is None:
            before = self._stages[: self._stages.index(stage)]
            needed = tuple(s.id for s in before if not s.last)
        known = [s for s in needed if any(stage.id == s for stage in self._stages)]
        return all(
            name in self._found and not any(f.blocks and f.is_error for f in self._found[name])
            for name in known
        )

    def _check(self, stage: Stage) -> list[Finding]:
        try:
            return list(stage.check(self._subject) or ())
        except BaseException as error:
            if self._subject.line_of(error) is not None:
                return [common.explain(self._subject, error)]
            distant = common.out_of_reach(error)
            if distant is not None:
                return [distant]
            self._trouble = "".join(
                traceback.format_exception(type(error), error, error.__traceback__)
            )[-4000:]
            text = f"The grader could not finish this check ({type(error).__name__})."
            return [Finding(None, text)]

    def verdict(self, interrupted: Finding | None = None) -> Verdict:
        """What is known so far; ``interrupted`` fails the stage that is running, or is next."""
        found = {name: list(findings) for name, findings in tuple(self._found.items())}
        stage = self._current or next(filter(self._may_run, self._left()), None)
        if interrupted is not None and stage is not None:
            found.setdefault(stage.id, []).append(interrupted)
        everything = [f for stage in self._stages for f in found.get(stage.id, ())]
        mistakes = settle(common.reconsider(self._subject, everything))
        return Verdict(
            checks=[
                _as_check(stage, found.get(stage.id), has_begun=stage is self._current)
                for stage in self._stages
            ],
            mistakes=mistakes,
            output=self._subject.output,
            output_truncated=self._subject.output_truncated,
            duration_ms=self.seconds * 1e3,
            trouble=self._trouble,
        )


def _as_check(stage: Stage, findings: list[Finding] | None, has_begun: bool) -> Check:
    if findings is None:
        left = "Not waited for" if has_begun else "Not reached"
        why = f"{left}, because an earlier check did not pass."
        return Check(stage.id, stage.title, "skipped", why)
    # What failed the stage comes first; among equals the one that explains most.
    ranked = sorted(findings, key=lambda f: (not f.is_error, -f.weight))
    if not ranked:
        return Check(stage.id, stage.title, "passed")
    first = ranked[0]
    status = "failed" if first.is_error else "passed"
    message = first.message or (stage.failed if status == "failed" else "")
    named = first.mistake if status == "failed" else None
    places = first.line, first.expected, first.actual
    return Check(stage.id, stage.title, status, message, *places, named)
