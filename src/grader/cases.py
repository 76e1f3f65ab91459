"""What a grader does with a program: cases in a setting, and what was seen in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Protocol

import torch

from .candidate import Attempt
from .contract import Item
from .numbers import seeded
from .reference import Reference

Get = Callable[[str], Any]  # a definition that the contract names, of a candidate or a reference
Call = Callable[..., Attempt]  # calls candidate code and catches what it raises


@dataclass(frozen=True)
class Setting:
    """How a case is run; by default as plainly as possible."""

    dtype: torch.dtype = torch.float64
    rounded: torch.dtype | None = None  # what inputs are rounded to before they become ``dtype``
    device: str = "cpu"
    training: bool = False  # the mode of a module
    still: bool = True  # torch's dropout does nothing in any mode
    strided: bool = False  # inputs are not contiguous
    grad: bool = True  # inputs take gradients
    seed: int = 7  # of torch's global generator

    def with_(self, **changes: Any) -> Setting:
        return replace(self, **changes)


@dataclass(frozen=True)
class Seen:
    """What one case gave: a value, or what the program raised."""

    value: Any = None
    error: BaseException | None = None
    changed: tuple[str, ...] = ()  # arguments that hold other values after the call
    dtype: torch.dtype | None = None  # of the result, where it is one tensor
    inputs: tuple[torch.Tensor, ...] = field(default=(), repr=False)  # those that take gradients
    size: float = 0.0  # the largest finite magnitude among the inputs
    line: int | None = None  # in the candidate's file, where this came about; only when certain


@dataclass(frozen=True)
class Case:
    """One thing that is observed. ``what`` begins sentences, as in "The result with a mask".

    Cases of different parts (the functions of a question that asks for two) are explained apart:
    a mistake may stand in one of them only.
    """

    id: str
    what: str
    stage: str  # the id of the stage that fails with it
    run: Callable[[Any, Setting, Call], Seen]  # takes what the kind prepared
    part: str = ""
    repeats: bool = True  # is run again in every condition
    view: Callable[[Any], Any] = lambda value: value  # what of the value is compared

    def observe(self, prepared: Any, setting: Setting, call: Call) -> Seen:
        """Runs the case with its own random numbers."""
        with seeded(setting.seed):
            return self.run(prepared, setting, call)


class Kind(Protocol):
    """A kind of question: what it asks a file to define, and how that is run."""

    @property
    def items(self) -> tuple[Item, ...]: ...

    @property
    def cases(self) -> tuple[Case, ...]: ...

    @property
    def reference(self) -> Reference:
        """What a program is compared with."""
        ...

    def prepare(self, get: Get, setting: Setting, call: Call) -> Iterator[Any]:
        """Ways to read the program, most likely first; one for what has no weights. Raises what
        the program raises."""
        ...
