"""Training loop: spies write down every call, and the log is judged, not the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Callable

from grader import common, contract, demo, locate
from grader.contract import Function, takes
from grader.findings import Finding
from grader.stages import Stage
from grader.subject import Subject

from .grading import history, phases, updates
from .grading.crash import explained
from .grading.scene import run
from .grading.story import Story, read

NAME = "train"
_NUMBER = re.compile(r"\d\.\d|\d\.?e-?\d|\bnan\b|\binf\b", re.IGNORECASE)
# What goes missing when a helper is still empty.
_ABSENT = (
    "batches-skipped",
    "history-wrong",
    "loss-wrong-average",
    "scheduler-not-stepped",
    "step-missing",
    "validation-missing",
)


def trains(subject: Subject) -> list[Finding]:
    """Calls ``train`` twice: always over the clipping limit, and on both sides of it."""
    stories: list[Story] = []
    subject.memo["stories"] = stories
    train = subject.get(NAME)
    for epochs, limit, lr, training, scale in ((3, 0.1, 0.2, True, 1.0), (2, 2.0, 0.05, False, 1.0)):
        take = run(train, subject.attempt, subject.path, epochs, limit, lr, training, scale)
        stories.append(read(take))
        if take.error is not None:
            return _failed(subject, stories, take.error)
    if not stories[0].batches:
        return _unfinished(subject) or [
            Finding(None, "train never ran the model on training data with gradients.")
        ]
    return _unfinished(subject) if _absent(stories[0]) else []


def _absent(story: Story) -> bool:
    return any(f.mistake in _ABSENT for check in _ALL for f in check([story]))


def _failed(subject: Subject, stories: list[Story], error: BaseException) -> list[Finding]:
    """What the log shows up to the exception, and the exception unless that explains it."""
    found = [f for check in _PARTIAL for f in check(stories)]
    cause = explained(subject, stories[-1], error)
    if cause is not None:
        return [cause, *found]
    return [common.explain(subject, error, independent=True), *found]


def _unfinished(subject: Subject) -> list[Finding]:
    """A helper of train that is still empty explains what is missing."""
    lines = locate.placeholders(locate.reachable(subject.tree, [NAME]))
    if not lines:
        return []
    text = f"Code is still missing in line {lines[0]}."
    return [Finding("not-implemented", text, locate.only(lines), weight=2.0,
                    explains=frozenset(_ABSENT))]  # fmt: skip


Check = Callable[[list[Story]], Iterable[Finding]]


def _each(check: Callable[[Story], Iterable[Finding]]) -> Check:
    """A check of single runs: what the first run that shows something shows."""

    def both(stories: list[Story]) -> Iterator[Finding]:
        named_before: set[str | None] = set()
        for story in stories:
            found = [f for f in check(story) if f.mistake not in named_before]
            named_before |= {f.mistake for f in found}
            yield from found

    return both


_steps, _modes, _validation = _each(updates.steps), _each(phases.modes), _each(phases.validation)
_swapped, _schedule, _batches = (
    _each(history.swapped), _each(phases.schedule), _each(phases.batches),
)  # fmt: skip
_shape, _averages = _each(history.shape), _each(history.averages)
_PARTIAL = (_steps, updates.gradients, _swapped, _modes, _validation, _schedule)
_ALL = (*_PARTIAL, _batches, _shape, _averages)


def _stage(id: str, title: str, *checks: Check) -> Stage:
    def judge(subject: Subject) -> list[Finding]:
        return [f for check in checks for f in check(subject.memo["stories"])]

    return Stage(id, title, judge, needs=("parses", "defines", "trains"))


def _prints_numbers(text: str, shapes: Sequence[tuple[int, ...]]) -> bool:
    return len(_NUMBER.findall(text)) >= 2


STAGES = (
    contract.parses(),
    contract.defines(
        Function(
            NAME,
            takes(
                "model", "train_loader", "val_loader", "optimizer", "scheduler", "loss_fn",
                "epochs", optional=("max_grad_norm",),
            ),
        ),
    ),  # fmt: skip
    demo.runs(_prints_numbers, "Running the file does not print the history that it got."),
    Stage("trains", "Training runs to its end", trains),
    _stage("updates", "One optimizer step for each batch", _steps, _swapped),
    _stage("gradients", "Each step sees its own batch's clipped gradient", updates.gradients),
    _stage("modes", "Train mode for training, eval mode for validation", _modes),
    _stage("validation", "Validation changes nothing and builds no graph", _validation),
    _stage("batches", "Every batch is used once per epoch", _batches),
    _stage("schedule", "The scheduler steps once after each epoch", _schedule),
    _stage("history", "The history holds the mean loss of each epoch", _shape, _averages),
)

