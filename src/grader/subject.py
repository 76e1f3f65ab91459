"""The candidate under judgement, as a drill's stages see it."""

from __future__ import annotations

import ast
import types
from typing import Any, Callable, TypeVar, cast

from . import candidate, locate
from .candidate import Attempt, Source
from .sandbox import Capture
from .tidy import tidy


T = TypeVar("T")


class Subject:
    """The candidate's file plus what earlier stages learnt."""

    def __init__(self, source: Source, capture: Capture | None = None) -> None:
        self.source = source
        self.module: types.ModuleType | None = None
        self._made: dict[Callable[[Subject], Any], Any] = {}
        self.output = ""
        self.output_truncated = False
        self._capture = capture

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def tree(self) -> ast.Module:
        return self.source.tree

    def load(self) -> None:
        """Imports the file (its demo does not run). Raises what the file raises."""
        self.module = candidate.execute(self.source)

    def get(self, name: str) -> Any:
        """A definition of the candidate's, such as a class that the contract names."""
        return getattr(self.module, name)

    def attempt(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Attempt:
        """Calls candidate code; catches whatever it raises and restores global state."""
        with tidy():
            return candidate.attempt(call, *args, **kwargs)

    def once(self, make: Callable[[Subject], T]) -> T:
        """What ``make`` returns for this subject, made when a stage first asks for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def line_of(self, error: BaseException) -> int | None:
        """The innermost line of the candidate's file in the traceback."""
        return candidate.line_of(error, self.path)

    def scope(self, name: str) -> ast.stmt | None:
        """The syntax tree of a top-level class or function."""
        return locate.definition(self.tree, name)

    def method(self, class_name: str, name: str) -> locate.Function | None:
        """The syntax tree of a method."""
        return locate.method(self.tree, class_name, name)

    def placeholders(self) -> list[int]:
        """Lines where a stub or ``...`` stands instead of code."""
        return locate.placeholders([self.tree])

    def drain(self) -> str:
        """Takes what was printed since the last call; see ``keep_output``."""
        if self._capture is None:
            return ""
        text, truncated = self._capture.take()
        self._capture.attach()
        self._last = (text, truncated)
        return text

    def keep_output(self) -> None:
        """Makes what ``drain`` last took the output that the verdict shows."""
        self.output, self.output_truncated = self._last

    _last = ("", False)
