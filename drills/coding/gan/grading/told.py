"""What a judge says of one step, before it becomes a finding with a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from torch import Tensor


@dataclass(frozen=True)
class Told:
    """A mistake, or a failure without a name; ``text`` overrules the usual sentence."""

    mistake: str | None
    text: str = ""
    explains: bool = False  # also why the step raises


def value_of(returned: Any, which: str) -> Iterator[Told]:
    """Whether a step returned a float."""
    if isinstance(returned, Tensor):
        how = "with its graph" if returned.requires_grad else "without a graph"
        text = f"The {which} step returns a tensor {how} where a float was asked for."
        yield Told("loss-tensor-returned", text)
    elif not isinstance(returned, (int, float)) or isinstance(returned, bool):
        kind = type(returned).__name__
        yield Told(None, f"The {which} step should return the loss as a float, not {kind}.")
