"""Runs the candidate's steps on spies and gathers what happened."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch import eye as _eye
from torch import full_like as _full_like

from grader.candidate import Attempt
from grader.numbers import precision, seeded
from grader.spies import Log, SpySGD
from grader.subject import Subject

from .spies import LATENT, SENTINEL, Call, Kind, Notes, SpyDiscriminator, SpyGenerator, width

DISCRIMINATOR, GENERATOR = "train_discriminator_step", "train_generator_step"
_RATE = 0.05


@dataclass
class Evidence:
    """One step on spies. Gradients are by row, as they stood when the optimizer stepped."""

    size: int
    notes: Notes
    returned: Any
    error: BaseException | None
    steps: int
    gradient: dict[int, float] = field(default_factory=dict)  # row -> dLoss/dlogit
    leftover: bool = False  # the sentinel in the own gradient was not cleared
    repeated: bool = False  # two optimizer steps moved the same row
    other_moved: bool = False  # the other network's weights changed
    own_moved: bool = False  # the own weights changed otherwise than by the optimizer
    other_touched: bool = False  # gradients were added to the generator's
    other_cleared: bool = False  # the generator's gradients are gone

    def logits(self, real: bool) -> dict[int, float]:
        """Of the real or of the generated rows: those of calls that took part in the loss,
        if there are any (others may only be measured)."""
        calls = [_known(call, self.size, real) for call in self.notes.calls]
        heard = [c for c in calls if any(abs(self.gradient.get(row, 0.0)) > 1e-7 for row in c)]
        return {row: s for call in heard or calls for row, s in call.items()}

    @property
    def unseen(self) -> bool:
        """Whether the optimizer stepped although the discriminator was never called."""
        return self.error is None and self.steps > 0 and not self.notes.calls

    @property
    def strangers(self) -> bool:
        """Whether the discriminator saw samples that neither data nor generator gave so."""
        return any(row is None for call in self.notes.calls for row in call.rows)


@dataclass
class Setting:
    """How a session is run."""

    dtype: torch.dtype
    kind: Kind
    span: tuple[float, float]
    grafted: bool = False  # spies inside instances of the candidate's own classes


class Theatre:
    """A pair of spies for one batch size, and the optimizers."""

    def __init__(self, subject: Subject, setting: Setting, size: int) -> None:
        self.size, self._subject, self._setting = size, subject, setting
        self._spy_g = SpyGenerator(size, setting.dtype)
        self._spy_d = SpyDiscriminator(size, setting.kind, setting.span, setting.dtype)
        self.log = Log()
        self.generator: nn.Module = self._spy_g
        self.discriminator: nn.Module = self._spy_d
        if setting.grafted:
            self.generator = _graft(subject.get("Generator")(LATENT, width(size)), self._spy_g)
            self.discriminator = _graft(subject.get("Discriminator")(width(size)), self._spy_d)
        self._optimizers = {
            GENERATOR: self._optimizer(self._spy_g.table, self.generator),
            DISCRIMINATOR: self._optimizer(self._spy_d.weight, self.discriminator),
        }

    def _optimizer(self, first: Tensor, network: nn.Module) -> SpySGD:
        rest = [p for p in network.parameters() if p is not first]
        return SpySGD([first, *rest], self.log, lr=_RATE)

    def run(self, name: str, filled: bool, seed: int) -> Evidence:
        """One step, with gradients at None or ``filled`` with the sentinel before."""
        table, weight = self._spy_g.table, self._spy_d.weight
        notes = Notes()
        self._spy_g.reset(notes)
        self._spy_d.reset(notes)
        for tensor in (table, weight):
            tensor.grad = _full_like(tensor, SENTINEL) if filled else None
        before = {id(t): t.detach().clone() for t in (table, weight)}
        self.log.events.clear()
        called = self._call(name, seed)
        own, other = (weight, table) if name == DISCRIMINATOR else (table, weight)
        grads = [event.grads[0] for event in self.log.of("step")]
        evidence = Evidence(self.size, notes, called.value, called.error, len(grads))
        moved = before[id(own)].clone()
        for grad in grads:
            if grad is not None:
                moved -= _RATE * grad
        evidence.own_moved = not _same(own, moved)
        evidence.other_moved = not _same(other, before[id(other)])
        seen = grads if grads else [own.grad]
        self._read(evidence, name, [g for g in seen if g is not None], before[id(weight)])
        if name == DISCRIMINATOR:
            evidence.other_touched = notes.generator_reached
            evidence.other_cleared = filled and (
                table.grad is None or abs(float(table.grad[-1, -1]) - SENTINEL) > 1e-3
            )
        return evidence

    def _call(self, name: str, seed: int) -> Attempt:
        function = self._subject.get(name)
        optimizer, size = self._optimizers[name], self.size

        def call() -> Any:
            random.seed(seed)
            torch.default_generator.manual_seed(seed)
            if name == GENERATOR:
                return function(self.generator, self.discriminator, optimizer, size, LATENT)
            real = _eye(self._spy_d.weight.shape[1], dtype=self._setting.dtype)[:size]
            return function(self.generator, self.discriminator, real, optimizer, LATENT)

        with precision(self._setting.dtype), seeded(seed):
            return self._subject.attempt(call)

    def _read(self, evidence: Evidence, name: str, grads: list[Tensor], weight: Tensor) -> None:
        moved: dict[int, int] = {}
        for grad in grads:
            if name == DISCRIMINATOR:
                values = grad[0].tolist()
            else:
                by_row = (grad @ weight.t() / (weight @ weight.t())).flatten().tolist()
                values = [0.0] * self.size + by_row
            left = values.pop()
            if abs(left) > 1e-3 and not evidence.strangers:
                evidence.leftover = True
            for row, value in enumerate(values):
                own = value - left if evidence.leftover else value
                evidence.gradient[row] = evidence.gradient.get(row, 0.0) + own
                if abs(own) > 1e-7:
                    moved[row] = moved.get(row, 0) + 1
        evidence.repeated = any(count > 1 for count in moved.values())


def _known(call: Call, size: int, real: bool) -> dict[int, float]:
    """Row and logit of the real or of the generated rows of one call."""
    pairs = zip(call.rows, call.logits)
    return {row: s for row, s in pairs if row is not None and (row < size) == real}


def _graft(instance: nn.Module, spy: Any) -> nn.Module:
    """The candidate's own instance, with the spy's parameter and forward."""
    for name, parameter in spy.named_parameters():
        instance.register_parameter(f"spy_{name}", parameter)
    instance.forward = spy.forward
    return instance


def _same(a: Tensor, b: Tensor) -> bool:
    return bool(((a.detach() - b).abs() <= 1e-6 + 1e-5 * b.abs()).all())


@dataclass
class Session:
    """The steps in turn, on gradients that are None, then on filled ones; then another size."""

    setting: Setting
    discriminator: list[Evidence]
    generator: list[Evidence]

    def of(self, name: str) -> list[Evidence]:
        return self.discriminator if name == DISCRIMINATOR else self.generator

    @property
    def errors(self) -> list[BaseException]:
        both = (*self.discriminator, *self.generator)
        return [e.error for e in both if e.error is not None]


def run(subject: Subject, setting: Setting, size: int, second: int | None = None) -> Session:
    """Both steps alternately, twice at ``size`` and once at ``second``."""
    session = Session(setting, [], [])
    for count, rounds in ((size, (False, True)), (second, (True,))):
        if count is None:
            continue
        theatre = Theatre(subject, setting, count)
        for filled in rounds:
            seed = 100 + 7 * len(session.generator)
            session.discriminator.append(theatre.run(DISCRIMINATOR, filled, seed))
            session.generator.append(theatre.run(GENERATOR, filled, seed + 3))
    return session


__all__ = ["DISCRIMINATOR", "GENERATOR", "Call", "Evidence", "Session", "Setting", "run"]
