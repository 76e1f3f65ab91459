"""Runs a step's sessions and gathers everything that it does wrong, for several batch sizes."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

import torch

from grader import locate
from grader.numbers import is_dtype_error
from grader.subject import Subject

from . import bypass, discriminator, generator, noise
from .evidence import DISCRIMINATOR, GENERATOR, Evidence, Session, Setting, run
from .spies import NARROW, WIDE, Kind
from .told import Told

SIZE, SECOND = 5, 7
_SMALLEST = 4  # batch size that is tried: with fewer rows too many losses look alike
_TOLERANCE = {torch.float64: 2e-4, torch.float32: 2e-3}
_JUDGES = {DISCRIMINATOR: discriminator.judge, GENERATOR: generator.judge}


@dataclass
class Judged:
    """What is wrong with one step; ``error`` if an exception is what is left to explain."""

    told: list[Told]
    error: BaseException | None = None

    @property
    def clear(self) -> bool:
        """Whether nothing is left that has no name."""
        return self.error is None and all(t.mistake for t in self.told)

    @property
    def names(self) -> set[str]:
        return {t.mistake for t in self.told if t.mistake}


class Steps:
    """The sessions of one candidate, run when they are first needed."""

    def __init__(self, subject: Subject, kind: Kind) -> None:
        self._subject = subject
        self._sessions: dict[tuple, Session] = {}
        self.setting = Setting(torch.float64, kind, WIDE)
        first = self._session(self.setting, SIZE, SECOND)
        self.setting = first.setting
        if first.errors:
            self._prefer(replace(self.setting, grafted=True))

    def _prefer(self, other: Setting) -> None:
        """Goes over to ``other`` where fewer steps raise."""
        try:
            errors = len(self._session(other, SIZE, SECOND).errors)
        except Exception:  # the candidate's own classes may not even be built
            return
        if errors < len(self._session(self.setting, SIZE, SECOND).errors):
            self.setting = other

    def _session(self, setting: Setting, size: int, second: int | None = None) -> Session:
        key = (setting.dtype, setting.span, setting.grafted, size, second)
        if key not in self._sessions:
            session = run(self._subject, setting, size, second)
            if setting.dtype == torch.float64 and any(map(is_dtype_error, session.errors)):
                single = self._session(replace(setting, dtype=torch.float32), size, second)
                if len(single.errors) < len(session.errors):
                    session = single
            self._sessions[key] = session
        return self._sessions[key]

    def judge(self, name: str) -> Judged:
        """Everything about the step ``name``."""
        judged = self._at(name, SIZE, SECOND)
        steps = self._session(self.setting, SIZE, SECOND).of(name)
        if self.setting.grafted and any(evidence.unseen for evidence in steps):
            return Judged(bypass.judge(self._subject, name, self.setting.dtype))
        fixed = _fixed_count(steps)
        if judged.clear and fixed is None:
            return judged
        tried = [fixed] if fixed and fixed >= _SMALLEST else []
        for size in tried + [n for n in self._sizes() if n != fixed]:
            other = self._at(name, size)
            if other.clear and not (judged.clear and fixed is None):
                text = _batch_text(size, judged, fixed)
                return Judged([Told("batch-size-hard-coded", text), *other.told])
        if fixed:
            named = [told for told in judged.told if told.mistake]
            text = _batch_text(fixed, judged, fixed)
            return Judged([Told("batch-size-hard-coded", text), *named])
        uneven = [(b, n) for b, n in noise.counts(steps) if b != n]
        if uneven and not judged.names and name == GENERATOR:
            text = "For batch size {}, {} samples are generated.".format(*uneven[0])
            return Judged([Told(None, text), *judged.told], judged.error)
        return judged

    def _at(self, name: str, size: int, second: int | None = None) -> Judged:
        """At one size: wide logits first, then such that BCELoss takes them for probabilities."""
        judged = self._one(name, self._session(self.setting, size, second))
        if judged.clear or self.setting.kind.probability:
            return judged
        narrow = replace(self.setting, span=NARROW)
        again = self._one(name, self._session(narrow, size, second))
        if "logits-without-sigmoid" in again.names:
            return again
        if judged.error is not None and "between 0 and 1" in str(judged.error):
            again.told.insert(0, Told("logits-without-sigmoid"))
            return again
        return judged

    def _one(self, name: str, session: Session) -> Judged:
        tolerance, steps = _TOLERANCE[session.setting.dtype], session.of(name)
        told = noise.judge(steps)
        error: BaseException | None = None
        for evidence in steps:
            found = _JUDGES[name](evidence, tolerance, evidence.size in (SIZE, SECOND))
            if evidence.error is not None and not any(t.explains for t in (*told, *found)):
                error = error or evidence.error
            known = {t.mistake for t in told}
            told += [t for t in found if t.mistake not in known]
        if any(t.mistake for t in told):
            told = [t for t in told if t.mistake]
        return Judged(told, error)

    def _sizes(self) -> list[int]:
        """Whole numbers in the file outside the networks and the demo."""
        found: list[int] = []
        for node in self._subject.tree.body:
            if locate.is_main_guard(node) or isinstance(node, ast.ClassDef):
                continue
            for part in ast.walk(node):
                value = getattr(part, "value", None) if isinstance(part, ast.Constant) else None
                if type(value) is int and _SMALLEST <= value <= 512 and value not in found:
                    found.append(value)
        return [n for n in found if n not in (SIZE, SECOND)][:6]


def _fixed_count(steps: list[Evidence]) -> int | None:
    """The number of samples generated, where it is the same for two batch sizes."""
    counted = dict(noise.counts(steps))
    numbers = set(counted.values())
    if len(counted) == 2 and len(numbers) == 1:
        number = numbers.pop()
        return number if number > 1 else None
    return None


def _batch_text(size: int, judged: Judged, fixed: int | None) -> str:
    if fixed:
        return f"Whatever the batch size, {fixed} samples are generated."
    how = "raises" if judged.error is not None else "misbehaves"
    return f"The step works with {size} samples and {how} with {SIZE}."
