"""Networks that show what a step does: every sample has a feature of its own.

The spy discriminator is linear and each real or generated row is a unit vector, so the gradient
of its weight *is* dLoss/dlogit, row by row, as the optimizer sees it. No idiom of detaching,
zeroing or stepping can hide anything from it. The features of rows that no call used stay without
gradient: whatever they hold was there before, or comes from something else than the samples.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch import eye as _eye
from torch import sigmoid as _sigmoid
from torch import tensor as _tensor
from torch import zeros as _zeros
from torch.nn.functional import linear as _linear

LATENT = 11
WIDE, NARROW = (-2.6, 2.6), (0.12, 0.88)  # ranges of logits; BCELoss does not refuse the second
_LEAD = 2.5  # how far from zero the logits are where the discriminator wins or loses


def fakes(capacity: int) -> int:
    """How many distinct rows the spy generator has; more than a call needs."""
    return max(64, capacity + 8)


def width(capacity: int) -> int:
    """The features of a sample: one for each real and generated row, and a spare one."""
    return capacity + fakes(capacity) + 1


@dataclass(frozen=True)
class Kind:
    """What a discriminator returns: probabilities or logits, in which shape behind the batch."""

    probability: bool = False
    tail: tuple[int, ...] = (1,)


@dataclass
class Call:
    """One call of a network. Rows count real samples first, then generated ones."""

    given: Tensor
    training: bool
    rows: list[int | None]  # None: neither a real nor a generated row
    logits: list[float] = field(default_factory=list)  # of the discriminator
    heard: bool = False  # a backward pass came through the output

    def listen(self, output: Tensor) -> None:
        if output.requires_grad:
            output.register_hook(lambda gradient: setattr(self, "heard", True))


@dataclass
class Notes:
    """What the spies saw during one step, and the discriminator's weight before it."""

    weight: Tensor = field(default_factory=lambda: _zeros(0))
    first_fake: int = 0  # the row of the first generated sample
    drawn: list[Call] = field(default_factory=list)  # of the generator
    calls: list[Call] = field(default_factory=list)  # of the discriminator
    reached: dict[str, float] = field(default_factory=dict)  # largest gradient by network

    @property
    def seen(self) -> set[int | None]:
        """Rows that the discriminator was given."""
        return {row for call in self.calls for row in call.rows}

    @property
    def made(self) -> set[int | None]:
        """Rows that the generator returned."""
        return {row for call in self.drawn for row in call.rows}

    @property
    def noise(self) -> list[Tensor]:
        """That of the samples which the discriminator was given, if there are any."""
        used = [call.given for call in self.drawn if not self.seen.isdisjoint(call.rows)]
        return used or [call.given for call in self.drawn]

    def hear(self, network: str, gradient: Tensor) -> None:
        """A backward pass arrives at a network's weights."""
        largest = float(gradient.detach().abs().max())
        self.reached[network] = max(self.reached.get(network, 0.0), largest)


class SpyGenerator(nn.Module):
    """Returns the rows of its only parameter one after the other, whatever the noise."""

    def __init__(self, capacity: int, dtype: torch.dtype) -> None:
        super().__init__()
        self._capacity, self._fakes, self._next = capacity, fakes(capacity), 0
        self._units = _eye(width(capacity), dtype=dtype)[capacity:]
        self.table = nn.Parameter(self._units.clone())
        self.table.register_hook(lambda gradient: self._notes.hear("generator", gradient))

    def reset(self, notes: Notes) -> None:
        """Back to the first weights. The next rows are new, so that those of earlier steps show."""
        self._notes, self.table.data = notes, self._units.clone()

    def coming(self, count: int) -> list[int]:
        """The next rows."""
        return [self._capacity + (self._next + i) % self._fakes for i in range(count)]

    def forward(self, z: Tensor) -> Tensor:
        if z.shape[-1] == self.table.shape[1] and bool((z.detach().abs().sum(-1) == 1).all()):
            _linear(z, _zeros(1, LATENT, dtype=z.dtype))  # data, not noise: raises as a layer does
        made = self.coming(z.shape[0] if z.dim() > 1 else 1)
        self._next = (self._next + len(made)) % self._fakes
        call = Call(z.detach().clone(), self.training, [*made])
        rows = self.table[[row - self._capacity for row in made]]
        call.listen(rows)
        self._notes.drawn.append(call)
        return rows if z.dim() > 1 else rows[0]


class SpyDiscriminator(nn.Module):
    """A linear layer without bias, with a chosen logit for every row."""

    def __init__(
        self, capacity: int, kind: Kind, span: tuple[float, float], dtype: torch.dtype
    ) -> None:
        super().__init__()
        low, high = span
        parts = [(j * 0.6180339887 + 0.31) % 1.0 for j in range(width(capacity))]
        self._start = _tensor([[low + (high - low) * part for part in parts]], dtype=dtype)
        self._capacity, self._kind = capacity, kind
        self.weight = nn.Parameter(self._start.clone())
        self.weight.register_hook(lambda gradient: self._notes.hear("discriminator", gradient))

    def reset(self, notes: Notes, lead: int, coming: list[int]) -> None:
        """Chosen logits again. With ``lead`` 1 real rows and the ``coming`` generated ones are
        told apart, with -1 they are taken for each other."""
        self._notes, weight = notes, self._start.clone()
        for rows, sign in ((range(self._capacity), lead), (coming, -lead)):
            if lead:
                weight[:, [*rows]] = weight[:, [*rows]] / 2 + sign * _LEAD
        self.weight.data = weight
        notes.weight, notes.first_fake = weight[0].clone(), self._capacity

    def forward(self, x: Tensor) -> Tensor:
        return self.answer(x, self._kind)

    def answer(self, x: Tensor, kind: Kind) -> Tensor:
        """What a discriminator of this kind returns."""
        x = x.reshape(x.shape[0], -1) if x.dim() > 2 else x
        logits = x @ self.weight.t()
        seen = x.detach().reshape(-1, x.shape[-1])
        units = (((seen.abs().sum(1) - 1).abs() < 1e-4) & (seen.amax(1) > 0.999)).tolist()
        rows = [i if unit else None for i, unit in zip(seen.argmax(1).tolist(), units)]
        call = Call(seen, self.training, rows, logits.detach().flatten().tolist())
        out = _sigmoid(logits) if kind.probability else logits
        call.listen(out)
        self._notes.calls.append(call)
        return out.reshape(x.shape[0], *kind.tail) if x.dim() > 1 else out


class SpyPart(nn.Module):
    """A part of the discriminator that is called by itself, such as ``discriminator.net``."""

    def __init__(self, spy: SpyDiscriminator, kind: Kind) -> None:
        super().__init__()
        self.forward = functools.partial(spy.answer, kind=kind)
