"""Networks that show what a step does: every sample has a feature of its own.

The spy discriminator is linear and each real or generated row is a unit vector, so the gradient
of its weight *is* dLoss/dlogit, row by row, as the optimizer sees it. No idiom of detaching,
zeroing or stepping can hide anything from it. One feature belongs to no row: what stands in its
gradient was left there from before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch import arange as _arange
from torch import eye as _eye
from torch import no_grad as _no_grad
from torch import sigmoid as _sigmoid
from torch import tensor as _tensor
from torch import zeros as _zeros
from torch.nn.functional import linear as _linear

SENTINEL = 4.0  # put into gradients before a step
LATENT = 11
WIDE, NARROW = (-2.6, 2.6), (0.12, 0.88)  # ranges of logits; BCELoss does not refuse the second


def fakes(size: int) -> int:
    """How many distinct rows the spy generator has for a batch of ``size``."""
    return max(64, 2 * size) if size <= 64 else size + 8


def width(size: int) -> int:
    """The number of features of a sample: one for each real and generated row, and a spare."""
    return size + fakes(size) + 1


@dataclass(frozen=True)
class Kind:
    """What the candidate's discriminator returns: probabilities or logits, in which shape."""

    probability: bool = False
    tail: tuple[int, ...] = (1,)  # of the output, behind the batch


@dataclass
class Call:
    """One call of the discriminator: whose rows, and their logits."""

    rows: list[int | None]  # None: neither a real nor a generated row
    logits: list[float]
    with_grad: bool


@dataclass
class Notes:
    """What the spies saw during one step."""

    noise: list[Any] = field(default_factory=list)  # argument of each generator call
    calls: list[Call] = field(default_factory=list)
    generator_reached: bool = False  # a backward pass arrived there
    discriminator_reached: bool = False


class SpyGenerator(nn.Module):
    """Returns the rows of its only parameter one after the other, whatever the noise."""

    def __init__(self, size: int, dtype: torch.dtype) -> None:
        super().__init__()
        self._real, self._fakes = size, fakes(size)
        self.table = nn.Parameter(_zeros(self._fakes + 1, width(size), dtype=dtype))
        self.table.register_hook(self._reached)
        self.reset(Notes())

    def reset(self, notes: Notes) -> None:
        self._notes, self._next = notes, 0
        with _no_grad():
            units = _eye(self.table.shape[1], dtype=self.table.dtype)
            self.table.copy_(units[self._real :])

    def _reached(self, gradient: Tensor) -> None:
        self._notes.generator_reached = True

    def forward(self, z: Tensor) -> Tensor:
        if z.shape[-1] == self.table.shape[1] and bool((z.detach().abs().sum(-1) == 1).all()):
            _linear(z, _zeros(1, LATENT, dtype=z.dtype))  # data, not noise: raises as a layer does
        self._notes.noise.append(z.detach().clone())
        count = z.shape[0] if z.dim() > 1 else 1
        index = (_arange(count) + self._next) % self._fakes
        self._next += count
        rows = self.table[index]
        return rows if z.dim() > 1 else rows[0]


class SpyDiscriminator(nn.Module):
    """A linear layer without bias, with a chosen logit for every row."""

    def __init__(
        self, size: int, kind: Kind, span: tuple[float, float], dtype: torch.dtype
    ) -> None:
        super().__init__()
        low, high = span
        parts = [(j * 0.6180339887 + 0.31) % 1.0 for j in range(width(size))]
        spread = [low + (high - low) * part for part in parts]
        self._start = _tensor([spread], dtype=dtype)
        self._kind = kind
        self.weight = nn.Parameter(self._start.clone())
        self.weight.register_hook(self._reached)
        self.reset(Notes())

    def reset(self, notes: Notes) -> None:
        self._notes = notes
        with _no_grad():
            self.weight.copy_(self._start)

    def _reached(self, gradient: Tensor) -> None:
        self._notes.discriminator_reached = True

    def forward(self, x: Tensor) -> Tensor:
        if x.dim() > 2:
            x = x.reshape(x.shape[0], -1)
        logits = x @ self.weight.t()
        seen = x.detach().reshape(-1, x.shape[-1])
        units = ((seen.abs().sum(1) - 1).abs() < 1e-4).tolist()
        rows = [i if unit else None for i, unit in zip(seen.argmax(1).tolist(), units)]
        out = _sigmoid(logits) if self._kind.probability else logits
        self._notes.calls.append(Call(rows, logits.detach().flatten().tolist(), out.requires_grad))
        return out.reshape(x.shape[0], *self._kind.tail) if x.dim() > 1 else out
