"""Findings of this drill: how much each mistake explains, and its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from grader import locate
from grader.findings import Finding
from grader.spies import Event

# What comes first where several are named: the cause that spoils most.
_WEIGHTS = {
    "step-missing": 0.95,
    "zero-grad-after-backward": 0.94,
    "validation-trains": 0.9,
    "zero-grad-missing": 0.88,
    "zero-grad-per-epoch": 0.87,
    "step-outside-loop": 0.86,
    "validation-missing": 0.84,
    "history-wrong": 0.82,
    "batches-skipped": 0.8,
    "loss-arguments-swapped": 0.78,
    "train-mode-not-restored": 0.74,
    "eval-mode-missing": 0.72,
    "clip-by-value": 0.7,
    "clip-per-parameter": 0.7,
    "clip-after-step": 0.7,
    "clip-before-backward": 0.7,
    "clip-missing": 0.7,
    "scheduler-per-batch": 0.66,
    "scheduler-before-optimizer": 0.66,
    "scheduler-not-stepped": 0.66,
    "no-grad-missing": 0.6,
    "loss-wrong-average": 0.5,
    "loss-tensor-kept": 0.4,
}


def named(
    mistake: str | None,
    message: str,
    events: Iterable[Event] = (),
    explains: Iterable[str] = (),
    expected: str | None = None,
    actual: str | None = None,
) -> Finding:
    """A finding; its line is that of the events, if they all come from one line."""
    return Finding(
        mistake,
        message,
        locate.only(e.line for e in events if e.line is not None),
        weight=_WEIGHTS.get(mistake or "", 0.0),
        explains=frozenset(explains),
        expected=expected,
        actual=actual,
        blocks=False,
    )


def times(number: int, what: str) -> str:
    """ "1 step", "2 steps"."""
    return f"{number} {what}{'' if number == 1 else 's'}"
