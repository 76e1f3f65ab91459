"""Flags: the names of a drill's mistakes and free choices in their several forms."""

from __future__ import annotations

Flags = frozenset[str]


def mistake_of(flag: str) -> str:
    """The mistake's id of a flag: ``scale-missing`` of ``scale-missing.fused``."""
    return flag.split(".", 1)[0]


def mistakes_of(flags: Flags) -> Flags:
    """The ids of the mistakes that these flags are forms of."""
    return frozenset(map(mistake_of, flags))
