"""Calls both steps in turn and gathers everything that they do wrong, for several batch sizes."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

import torch

from grader import locate
from grader.findings import Finding
from grader.numbers import is_dtype_error
from grader.subject import Subject

from . import noise, spied
from .harness import SMALLEST, WHICH, Evidence, Trial
from .judge import Opinion, consistent, judge, value_of
from .naming import named, whole_numbers
from .spied import Setting
from .spies import NARROW, WIDE, Kind

SIZE, SECOND = 5, 7
# On gradients of None, on filled ones, where the discriminator wins or loses, and with few samples.
_TRIALS = (
    Trial(SIZE, filled=False),
    Trial(SIZE),
    Trial(SECOND, lead=1),
    Trial(SECOND, lead=-1),
    Trial(2),
)
_TOLERANCE = {torch.float64: 2e-4, torch.float32: 2e-3}


@dataclass(frozen=True)
class Judged:
    """What is wrong with one step; ``error`` if an exception is what is left to explain."""

    found: tuple[Finding, ...]
    error: BaseException | None = None

    @property
    def clear(self) -> bool:
        """Whether nothing is left that has no name."""
        return self.error is None and all(f.mistake for f in self.found)


class Steps:
    """The calls of one candidate's steps, made when they are first needed."""

    def __init__(self, subject: Subject, kind: Kind) -> None:
        self._subject = subject
        self._made: dict[tuple[Setting, int], list[Evidence]] = {}
        self._setting = Setting(torch.float64, kind, WIDE)
        if _errors(self._calls(self._setting)):
            grafted = replace(self._setting, grafted=True)
            try:
                fewer = _errors(self._calls(grafted)) < _errors(self._calls(self._setting))
            except Exception:  # the candidate's own classes may not even be built
                return
            self._setting = grafted if fewer else self._setting

    def _calls(self, setting: Setting, size: int = 0) -> list[Evidence]:
        """The trials, or two of ``size`` samples; in float32 if that is what the steps need."""
        if (setting, size) not in self._made:
            two = Trial(size, filled=False), Trial(size, lead=int(setting.span == WIDE))
            trials = two if size else _TRIALS
            calls = spied.call(self._subject, setting, trials)
            clash = any(e.error is not None and is_dtype_error(e.error) for e in calls)
            if clash and setting.dtype == torch.float64:
                single = self._calls(replace(setting, dtype=torch.float32), size)
                calls = min(single, calls, key=_errors)
            self._made[setting, size] = calls
        return self._made[setting, size]

    @property
    def dtype(self) -> torch.dtype:
        return self._calls(self._setting)[0].applied.dtype

    @property
    def unseen(self) -> list[str]:
        """Steps that call parts of the discriminator that no spy stands for."""
        calls = self._calls(self._setting)
        return [e.step for e in calls[:2] if e.error is None and e.steps and not e.notes.calls]

    def failures(self) -> int:
        """How much is wrong with both steps."""
        judged = [self.judge(name) for name in WHICH]
        return sum(len(j.found) + (j.error is not None) for j in judged)

    def judge(self, name: str) -> Judged:
        """Everything about the step ``name``."""
        calls = [e for e in self._calls(self._setting) if e.step == name]
        if name in self.unseen:  # the rest is up to what the candidate's own networks learn
            return Judged(tuple(value_of(calls[0].returned, WHICH[name])))
        judged, fixed = self._at(name), noise.fixed_count(calls)
        if judged.clear and not fixed:
            return judged
        sizes = [fixed] if fixed else []
        if all(o.unexplained for o in self._opinions(name, self._setting) if not o.evidence.few):
            sizes = sizes or self._sizes()
        for size in sizes:
            other = self._at(name, size) if size >= SMALLEST else judged
            if other.clear or fixed:
                hard = named("batch-size-hard-coded", part=f"{WHICH[name]} step", size=size)
                beside = other if other.clear else judged
                return Judged((hard, *(f for f in beside.found if f.mistake)))
        return judged

    def _at(self, name: str, size: int = 0) -> Judged:
        """Wide logits first, then such that BCELoss takes them for probabilities."""
        judged = self._gathered(name, self._setting, size)
        if judged.clear or self._setting.kind.probability:
            return judged
        again = self._gathered(name, replace(self._setting, span=NARROW), size or SIZE)
        if any(f.mistake == "logits-without-sigmoid" for f in again.found):
            return again
        if judged.error is not None and "between 0 and 1" in str(judged.error):
            return Judged((named("logits-without-sigmoid"), *again.found), again.error)
        return judged

    def _gathered(self, name: str, setting: Setting, size: int) -> Judged:
        drawn = noise.judge(self._calls(setting, size), name)
        opinions = self._opinions(name, setting, size)
        found = [*drawn, *consistent(opinions)]
        if any(f.explains for f in (*drawn, *(f for o in opinions for f in o.found))):
            error = None
        else:
            errors = [o.evidence.error for o in opinions]
            error = next((each for each in errors if each is not None), None)
        return Judged(tuple(f for f in found if f.mistake) or tuple(found), error)

    def _opinions(self, name: str, setting: Setting, size: int = 0) -> list[Opinion]:
        calls = [e for e in self._calls(setting, size) if e.step == name]
        near = _TOLERANCE[calls[0].applied.dtype]
        # log(p + 1e-8) and the like differ from the logarithm most where p is small.
        return [judge(e, calls[0], near * (3 if e.trial.lead else 1), not size) for e in calls]

    def _sizes(self) -> list[int]:
        """Whole numbers in the file outside the networks and the demo."""
        found: list[int] = []
        for node in self._subject.tree.body:
            if not (locate.is_main_guard(node) or isinstance(node, ast.ClassDef)):
                found += whole_numbers(node, SMALLEST, 512)
        return [n for n in dict.fromkeys(found) if n not in (SIZE, SECOND)][:6]


def _errors(calls: list[Evidence]) -> int:
    return sum(e.error is not None for e in calls)
