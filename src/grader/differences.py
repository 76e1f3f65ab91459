"""The plainest true difference between what a program gave and what is right, as a finding."""

from __future__ import annotations

from typing import Any

from torch import Tensor

from . import common
from .findings import Finding
from .numbers import MIXED, difference
from .observation import digest
from .subject import Subject


def told(subject: Subject, actual: Any, wanted: Any, label: str) -> Finding:
    """Says how ``actual`` differs from ``wanted``; of a list, in which entry. ``label`` is what
    the value is called, at the beginning of a sentence."""
    if isinstance(wanted, Tensor):
        if not isinstance(actual, Tensor) or actual.shape != wanted.shape:
            return common.wrong_shape(subject, actual, wanted.shape, label)
        return Finding(None, f"{label} is wrong. {difference(actual, wanted)}")
    if isinstance(wanted, (list, tuple)) and isinstance(actual, (list, tuple)):
        if len(actual) != len(wanted):
            text = f"{label} has {len(actual)} entries; it should have {len(wanted)}."
            return Finding(None, text)
        for place, (mine, theirs) in enumerate(zip(actual, wanted)):
            if not digest(mine).agrees(digest(theirs), MIXED):
                entry = f"{label}, entry {place}," if len(wanted) > 1 else label
                return told(subject, mine, theirs, entry)
    return Finding(None, f"{label} is {_short(actual)}; it should be {_short(wanted)}.")


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.5g}"
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
