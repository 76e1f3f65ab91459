"""Digests as short text, because their numbers are most of what is shipped.

Only the size of the norm is kept, and three characters of the shadow, which leave an error of at
most three millionths of the norm: enough to tell one mistake from others in all cases of a question
together. Where more must be certain, a digest is kept in full.
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from typing import Any

from .observation import Digest

# Every character that JSON writes as itself.
_DIGITS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\')
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_BASE = len(_DIGITS)
_WIDTH = 3
_HALF = _BASE**_WIDTH // 2  # steps on each side of zero, for a number between -1 and 1
_SIZES = _BASE // 2  # powers of two, up and down


def pack(digests: Sequence[Digest], in_full: Container[int]) -> list[Any]:
    """JSON data: the forms, which of them each digest has, the columns of sizes and shadows, and by
    their place the numbers that are kept in full."""
    forms = list(dict.fromkeys(digest.form for digest in digests))
    sizes, shadows, full = "", "", {}
    for at, digest in enumerate(digests):
        if not digest.norm:
            full[str(at)] = []
            continue
        size = math.frexp(digest.norm)[1]
        if at in in_full or not -_SIZES <= size <= _SIZES:
            full[str(at)] = [float(f"{n:.11g}") for n in (digest.norm, digest.shadow)]
            continue
        sizes += _DIGITS[size + _SIZES]
        shadows += _text(round((digest.shadow / 2.0**size + 1) * _HALF))
    places = [forms.index(digest.form) for digest in digests]
    return [forms, places, sizes, shadows, full]


def unpack(data: Sequence[Any]) -> tuple[Digest, ...]:
    """The digests that were packed."""
    forms, places, sizes, shadows, full = data
    packed = zip(sizes, _numbers(shadows))

    def numbers(at: int) -> Sequence[float]:
        kept: Sequence[float] | None = full.get(str(at))
        if kept is not None:
            return kept
        size, shadow = next(packed)
        unit = 2.0 ** (_VALUES[size] - _SIZES)  # the norm is at least half of it, and less than it
        return 0.75 * unit, (shadow / _HALF - 1) * unit, 0.25 * unit, 0.5 / _HALF * unit

    return tuple(Digest(forms[form], *numbers(at)) for at, form in enumerate(places))


def _text(number: int) -> str:
    digits = ""
    for _ in range(_WIDTH):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def _numbers(text: str) -> list[int]:
    values = [_VALUES[digit] for digit in text]
    a, b, c = (values[at::_WIDTH] for at in range(_WIDTH))
    return [(x * _BASE + y) * _BASE + z for x, y, z in zip(a, b, c)]
