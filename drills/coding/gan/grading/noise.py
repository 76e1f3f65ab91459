"""The noise that the steps draw: its shape, its spread, and whether it is drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from torch import Tensor

from .evidence import Evidence
from .spies import LATENT, width
from .told import Told


def judge(steps: list[Evidence]) -> list[Told]:
    """All calls of one step: the first two are at the same batch size."""
    for evidence in steps:
        for z in evidence.notes.noise:
            text = _wrong_shape(z, evidence.size)
            if text:
                return [Told("latent-not-sampled", text, explains=True)]
            text = _wrong_values(z, evidence.size)
            if text and not any(len(other) > len(z) for other in evidence.notes.noise):
                return [Told("latent-not-sampled", text)]
    drawn = [e.notes.noise for e in steps[:2]]
    if len(drawn) == 2 and drawn[0] and drawn[1] and _equal(drawn[0][0], drawn[1][0]):
        return [Told("latent-not-sampled", "Two steps in a row use the same noise.")]
    return []


def _wrong_shape(z: Any, size: int) -> str:
    if not isinstance(z, Tensor) or z.dim() != 2 or z.shape[1] != LATENT:
        shape = tuple(z.shape) if isinstance(z, Tensor) else type(z).__name__
        return _shape(str(shape), size)
    if len(z) == width(size):  # as many rows as a sample has features
        return _shape(str(tuple(z.shape)), size)
    return ""


def _wrong_values(z: Tensor, size: int) -> str:
    rows = {tuple(row) for row in z.tolist()}
    if size > 1 and len(rows) == 1:
        return "All rows of the noise are alike, so all generated samples are."
    if len({tuple(column) for column in z.t().tolist()}) == 1:
        return "All columns of the noise are alike: one number a sample."
    return ""


def _shape(shape: str, size: int) -> str:
    return f"The noise has shape {shape} where ({size}, {LATENT}) was asked for."


def _equal(a: Tensor, b: Tensor) -> bool:
    return a.shape == b.shape and bool((a == b).all())


def counts(steps: list[Evidence]) -> Iterator[tuple[int, int]]:
    """(batch size, samples generated) for each step; of the calls that are wanted."""
    for evidence in steps:
        sizes = [len(z) for z in evidence.notes.noise if z.dim() == 2 and z.shape[1] == LATENT]
        if sizes:
            yield evidence.size, sizes[0] if evidence.size not in sizes else evidence.size
