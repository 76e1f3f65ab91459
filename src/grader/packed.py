"""Digests as short text. Their numbers are most of what is shipped, and JSON's decimals take twice the space.

A number takes a character for its size and four for its digits, which leaves an error of a
fifteenth of the tightest tolerance. Where more must be certain, a digest is kept in full.
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
_WIDTH = 4
_STEPS = _BASE**_WIDTH
_HALF = 2**27  # steps on each side of zero, for a number between -1 and 1
_SIZES = _BASE // 2  # powers of two, up and down


def pack(digests: Sequence[Digest], in_full: Container[int]) -> list[Any]:
    """JSON data: the forms, which of them each digest has, the columns of numbers, and by their
    place the numbers that are kept in full."""
    forms = list(dict.fromkeys(digest.form for digest in digests))
    sizes, norms, leads, shadows, full = "", "", "", "", {}
    for at, digest in enumerate(digests):
        if not digest.norm:
            full[str(at)] = []
            continue
        share, size = math.frexp(digest.norm)
        if at in in_full or not -_SIZES <= size <= _SIZES:
            full[str(at)] = [float(f"{n:.11g}") for n in (digest.norm, digest.shadow)]
            continue
        shadow = round((digest.shadow / 2.0**size + 1) * _HALF)
        sizes += _DIGITS[size + _SIZES]
        norms += _text(min(_STEPS - 1, round((2 * share - 1) * _STEPS)))
        leads += _DIGITS[shadow // _STEPS]
        shadows += _text(shadow % _STEPS)
    places = [forms.index(digest.form) for digest in digests]
    return [forms, places, sizes, norms, leads, shadows, full]


def unpack(data: Sequence[Any]) -> tuple[Digest, ...]:
    """The digests that were packed."""
    forms, places, sizes, norms, leads, shadows, full = data
    packed = zip(sizes, _numbers(norms), leads, _numbers(shadows))

    def numbers(at: int) -> Sequence[float]:
        kept: Sequence[float] | None = full.get(str(at))
        if kept is not None:
            return kept
        size, norm, lead, shadow = next(packed)
        unit = 2.0 ** (_VALUES[size] - _SIZES)
        whole = _VALUES[lead] * _STEPS + shadow
        return (norm / _STEPS + 1) / 2 * unit, (whole / _HALF - 1) * unit

    return tuple(Digest(forms[form], *numbers(at)) for at, form in enumerate(places))


def _text(number: int) -> str:
    digits = ""
    for _ in range(_WIDTH):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def _numbers(text: str) -> list[int]:
    values = [_VALUES[digit] for digit in text]
    a, b, c, d = (values[at::_WIDTH] for at in range(_WIDTH))
    return [((w * _BASE + x) * _BASE + y) * _BASE + z for w, x, y, z in zip(a, b, c, d)]
