"""Seeded tensors, tolerances, and sentences about the largest difference."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Generator as _Generator
from torch import (
    Tensor,
    float32,
    float64,
    get_default_dtype,
    get_rng_state,
    set_default_dtype,
    set_rng_state,
)
from torch import default_generator as _default_generator
from torch import no_grad as _no_grad
from torch import randn as _randn

_TOLERANCES = {float64: (1e-7, 1e-9), float32: (2e-4, 2e-5)}  # (relative, absolute)


@dataclass(frozen=True)
class Tolerance:
    """How far two results may be apart and still be one: a share of their size, and a constant."""

    relative: float
    absolute: float

    def allows(self, size: float) -> float:
        """The largest difference between two results of this size."""
        return self.absolute + self.relative * size


EXACT = Tolerance(1e-7, 1e-9)  # computed in float64 throughout
MIXED = Tolerance(1e-5, 1e-6)  # float64 in and out, with float32 somewhere inside
SINGLE = Tolerance(2e-4, 2e-5)  # computed in float32


def randn(*shape: int, seed: int, dtype: torch.dtype | None = None) -> Tensor:
    """Standard normal values that depend on nothing but ``seed`` and the shape."""
    generator = _Generator().manual_seed(seed)
    values = _randn(shape, generator=generator, dtype=float64)
    return values.to(dtype or get_default_dtype())


def randomise(tensors: Iterable[Tensor], seed: int, scale: float = 1.0) -> None:
    """Overwrites in place with seeded normal values of standard deviation ``scale``."""
    with _no_grad():
        for index, tensor in enumerate(tensors):
            values = randn(*tensor.shape, seed=seed * 1009 + index, dtype=tensor.dtype)
            tensor.copy_(values * scale)


@contextlib.contextmanager
def precision(dtype: torch.dtype) -> Iterator[None]:
    """Makes ``dtype`` the default, so that tensors made inside a forward pass follow it."""
    before = get_default_dtype()
    set_default_dtype(dtype)
    try:
        yield
    finally:
        set_default_dtype(before)


@contextlib.contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seeds torch's global generator and puts its state back afterwards."""
    before = get_rng_state()
    _default_generator.manual_seed(seed)  # torch.manual_seed also formats a traceback for CUDA
    try:
        yield
    finally:
        set_rng_state(before)


def is_dtype_error(error: BaseException) -> bool:
    """Whether mixing float32 with float64 explains this exception (then retry in float32)."""
    if not isinstance(error, (RuntimeError, TypeError, ValueError)):
        return False
    text = str(error).lower()
    named = sum(word in text for word in ("float", "double"))
    return named == 2 or "same dtype" in text or "scalar type" in text or "dtype" in text


def flat(values: Any) -> list[float]:
    """All numbers of a tensor, or of nested sequences of tensors, as Python floats."""
    if isinstance(values, Tensor):
        return values.detach().to(float64).reshape(-1).tolist()
    if isinstance(values, (list, tuple)):
        return [number for value in values for number in flat(value)]
    return [float(values)]


def tolerance(dtype: torch.dtype) -> tuple[float, float]:
    """(relative, absolute) within which two results of this precision are equal."""
    return _TOLERANCES.get(dtype, _TOLERANCES[float32])


def max_error(actual: Any, expected: Any) -> float:
    """Largest absolute difference; infinite when shapes differ or a value is not a number."""
    if isinstance(actual, (list, tuple)) and isinstance(expected, (list, tuple)):
        if len(actual) != len(expected):
            return math.inf
        return max((max_error(a, e) for a, e in zip(actual, expected)), default=0.0)
    if getattr(actual, "shape", None) != getattr(expected, "shape", None):
        return math.inf
    ours, theirs = flat(actual), flat(expected)
    if len(ours) != len(theirs):
        return math.inf
    worst = 0.0
    for a, b in zip(ours, theirs):
        gap = abs(a - b)
        if gap != gap:
            return math.inf
        worst = max(worst, gap)
    return worst


def close(actual: Any, expected: Any, dtype: torch.dtype = float64) -> bool:
    """Whether all values agree within the tolerance of ``dtype``."""
    relative, absolute = tolerance(dtype)
    size = max((abs(v) for v in flat(expected) if v == v and abs(v) != math.inf), default=0.0)
    return max_error(actual, expected) <= absolute + relative * size


def shape_text(value: Any) -> str:
    """``(2, 5, 16)`` for a tensor; a plain description of anything else."""
    if isinstance(value, Tensor):
        return str(tuple(value.shape))
    if isinstance(value, tuple) and all(isinstance(v, int) for v in value):
        return str(value)
    if isinstance(value, (list, tuple)) and len(value) <= 4:
        inner = ", ".join(shape_text(v) for v in value)
        return f"[{inner}]" if isinstance(value, list) else f"a tuple of ({inner})"
    return "None" if value is None else f"an object of type {type(value).__name__}"


def difference(actual: Tensor, expected: Tensor) -> str:
    """One sentence: the largest difference and where it is. Shapes must agree."""
    ours, theirs = flat(actual), flat(expected)
    gaps = [abs(a - b) for a, b in zip(ours, theirs)]
    bad = next((i for i, gap in enumerate(gaps) if gap != gap), None)
    index = bad if bad is not None else max(range(len(gaps)), key=gaps.__getitem__)
    where = ", ".join(map(str, _position(index, tuple(expected.shape))))
    return (
        f"The largest difference is {gaps[index]:.3g} at [{where}]: "
        f"expected {theirs[index]:.5g}, got {ours[index]:.5g}."
    )


def _position(index: int, shape: Sequence[int]) -> list[int]:
    position: list[int] = []
    for size in reversed(shape):
        position.append(index % size)
        index //= size
    return position[::-1]
