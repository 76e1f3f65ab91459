"""The reference of a drill: its solution, or another program that stands in for it.

What is right and what a mistake yields is never written twice: the solution is the program that
candidates are compared with, and each mistake is an edit of it (mistakes.yaml).
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import frozen
from .frozen import Frozen

SOLUTION = "solution.py"


class Reference:
    """The definitions of a drill's solution. ``folder`` is that of the drill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places = itertools.count()
        self._replacement: types.ModuleType | None = None

    def get(self, name: str) -> Any:
        """The solution's definition of that name, or that of the program in its place."""
        return getattr(self._replacement or self._solution, name)

    def read(self) -> None:
        """Reads now what belongs to it: a candidate cannot, and may replace what would."""
        _ = self.frozen
        with contextlib.suppress(Exception):  # a solution that fails is told where it is needed
            _ = self._solution

    @functools.cached_property
    def frozen(self) -> Frozen | None:
        """What the drill's programs yield; None if the drill has changed since it was frozen."""
        return frozen.load(self.folder)

    @functools.cached_property
    def _solution(self) -> types.ModuleType:
        return self.load((self.folder / SOLUTION).read_text(encoding="utf-8"))

    def load(self, text: str) -> types.ModuleType:
        """The program as a module; its demo does not run. Raises what the program raises."""
        name = f"reference_{next(self._places)}"
        module = types.ModuleType(name)
        sys.modules[name] = module  # dataclasses look there for what annotations name
        try:
            exec(
                compile(text, str(self.folder / SOLUTION), "exec", dont_inherit=True), vars(module)
            )
        finally:
            del sys.modules[name]  # it is not for the candidate
        return module

    @contextlib.contextmanager
    def replaced(self, program: types.ModuleType | None) -> Iterator[None]:
        """Puts another program in the place of the solution; None leaves the solution there."""
        before, self._replacement = self._replacement, program
        try:
            yield
        finally:
            self._replacement = before
