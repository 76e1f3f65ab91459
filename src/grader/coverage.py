"""What the probes of every question must look at: a program can be right at ordinary sizes only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from torch import Tensor, is_floating_point

from .question import Question

_LARGE = 1e3


def _batch_of_one(tensor: Tensor) -> bool:
    return tensor.dim() > 1 and tensor.shape[0] == 1


def _length_of_one(tensor: Tensor) -> bool:
    return tensor.dim() > 1 and 1 in tensor.shape[1:]


def _large(tensor: Tensor) -> bool:
    if not is_floating_point(tensor):
        return False
    return bool((tensor.abs()[tensor.isfinite()] >= _LARGE).any())


SIGHTS: dict[str, Callable[[Tensor], bool]] = {
    "a batch of one": _batch_of_one,
    "a length of one": _length_of_one,
    "large magnitudes": _large,
}


def uncovered(question: Question) -> list[str]:
    """What no probe looks at, and what is not switched off either. Scenarios of procedures choose
    their own sizes: a question without probes is asked nothing."""
    tensors = [t for probe in question.probes for t in _tensors((probe.arguments, probe.named))]
    if not tensors:
        return []
    return [
        what
        for what, sees in SIGHTS.items()
        if what not in question.off and not any(map(sees, tensors))
    ]


def _tensors(value: Any) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _tensors(one)
    elif isinstance(value, dict):
        yield from _tensors(tuple(value.values()))
