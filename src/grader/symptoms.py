"""What a program shows when it is used as its author would use it.

A drill's folder may hold a symptom.py. Its ``symptom(program)`` takes a module with the program's
definitions, uses it for a second at most (a short training run, a comparison) and returns a
``Symptom``. It is run with a broken program and with the correct one, from the same seed.
"""

from __future__ import annotations

import importlib
import os
import random
import tempfile
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from . import candidate
from .check import PACKAGE
from .numbers import seeded
from .tidy import tidy

_NAME = "symptom"
_SEED = 7


@dataclass(frozen=True)
class Symptom:
    """``did`` completes "I ...", as in "trained it for 60 steps on two moons". ``curves`` are
    numbers by step, and ``figures`` single numbers, each by what it is: a noun phrase that begins
    a sentence, as in "The training loss" or "Its accuracy on new data (%)". Figures that are whole
    by nature are ints."""

    did: str
    curves: Mapping[str, Sequence[float]] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)


Run = Callable[[types.ModuleType], Symptom]


def load(drill: str) -> Run | None:
    """The drill's ``symptom``, where it has one. The drill itself is loaded already."""
    if not os.path.isfile(os.path.join(drill, f"{_NAME}.py")):
        return None
    return importlib.import_module(f"{PACKAGE}.{_NAME}").symptom


def shown(run: Run, text: str) -> Symptom | BaseException:
    """What a program with this text shows, or what it raises."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.py")  # TorchScript reads the source of what it compiles
        path.write_text(text, encoding="utf-8")
        source = candidate.read(str(path))
        with seeded(_SEED), tidy():
            random.seed(_SEED)
            attempt = candidate.attempt(lambda: run(candidate.execute(source)))
    return attempt.value if attempt.error is None else attempt.error
