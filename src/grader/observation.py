"""What a program was seen to do, and its digest: a few numbers that stand for a whole result.

A digest does not depend on the version of torch, so that what a reference yields can be computed
once and kept. Two results whose digests agree are the same result for all that a check can tell.
"""

from __future__ import annotations

import functools
import math
import zlib
from dataclasses import dataclass
from typing import Any

from torch import Tensor, arange, float64, isfinite
from torch import sin as _sin
from torch import where as _where
from torch import zeros_like as _zeros_like

from .numbers import Tolerance

RAISES = "raises"  # the form of a call that raised


@dataclass(frozen=True)
class Raised:
    """Stands for the value of a call that raised. Which exception it was tells no results apart."""


@dataclass(frozen=True)
class Digest:
    """``form`` is all that is discrete (shapes, text, where a value is not finite); ``norm`` is the
    2-norm of all numbers, and ``shadow`` their product with a fixed direction of length 1.

    ``norm_error`` and ``shadow_error`` are how far these may be off where few digits were kept.
    """

    form: str
    norm: float = 0.0
    shadow: float = 0.0
    norm_error: float = 0.0
    shadow_error: float = 0.0

    def agrees(self, other: Digest, tolerance: Tolerance) -> bool:
        """Whether both stand for the same result within the tolerance."""
        allowed = tolerance.allows(max(self.norm, other.norm))
        # Numbers so large that their norm overflows agree with nothing.
        return self.form == other.form and self.distance(other) <= allowed < math.inf

    def distance(self, other: Digest) -> float:
        """How far apart the numbers of two digests of one form are at least."""
        norms = abs(self.norm - other.norm) - self.norm_error - other.norm_error
        shadows = abs(self.shadow - other.shadow) - self.shadow_error - other.shadow_error
        return max(norms, shadows, 0.0)


def digest(value: Any) -> Digest:
    """The digest of a tensor, a number, text, None, ``Raised``, or nestings of these."""
    if isinstance(value, Tensor):
        return _of_tensor(value)
    if isinstance(value, dict):
        return _together("{%s}", [str(key) for key in value], [digest(v) for v in value.values()])
    if isinstance(value, (list, tuple)):
        return _together("[%s]", ["" for _ in value], [digest(one) for one in value])
    if isinstance(value, float):
        finite = math.isfinite(value)
        return Digest("f", abs(value), value) if finite else Digest(f"f {value}")
    if isinstance(value, Raised):
        return Digest(RAISES)
    if value is None or isinstance(value, (bool, int, str)):
        return Digest(repr(value))
    return Digest(f"<{type(value).__name__}>")


def _together(form: str, names: list[str], parts: list[Digest]) -> Digest:
    """One digest for several; each counts with a weight of its own, so that order matters."""
    inner = ",".join(name + part.form for name, part in zip(names, parts))
    norm = math.sqrt(sum(part.norm**2 for part in parts))
    weights = [math.cos(0.4 + 1.9 * at) for at in range(len(parts))]
    length = math.sqrt(sum(weight**2 for weight in weights)) or 1.0
    return Digest(form % inner, norm, sum(w * p.shadow for w, p in zip(weights, parts)) / length)


def _of_tensor(value: Tensor) -> Digest:
    shape = "x".join(map(str, value.shape))
    if value.is_meta:
        return Digest(f"t{shape} meta")
    flat = value.detach().to(float64).reshape(-1)
    finite = isfinite(flat)
    form = f"t{shape}"
    if not bool(finite.all()):
        marks = ["nan" if v != v else "inf" if v > 0 else "-inf" for v in flat[~finite].tolist()]
        places = (~finite).nonzero().reshape(-1).tolist()
        form += f" {len(marks)} not finite {zlib.crc32(repr((places, marks)).encode()):08x}"
        flat = _where(finite, flat, _zeros_like(flat))
    if not flat.numel():
        return Digest(form)
    shadow = float((flat * _direction(flat.numel())).sum())
    return Digest(form, float(flat.pow(2).sum().sqrt()), shadow)


@functools.lru_cache(maxsize=64)
def _direction(size: int) -> Tensor:
    at = arange(size, dtype=float64)
    direction = _sin(0.7 + at * (1.3 + 0.37 * _sin(at)))
    return direction / direction.pow(2).sum().sqrt()
