"""Calls a step on two networks and writes down what happened."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch import full_like as _full_like
from torch import stack as _stack
from torch import zeros_like as _zeros_like

from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import precision, seeded
from grader.spies import Log, SpySGD
from grader.subject import Subject

from .naming import named, unnamed
from .spies import LATENT, Notes

DISCRIMINATOR, GENERATOR = "train_discriminator_step", "train_generator_step"
WHICH = {GENERATOR: "generator", DISCRIMINATOR: "discriminator"}  # in the order of arguments
SMALLEST = 4  # samples; with fewer, too many losses look alike
_SENTINEL = 4.0  # put into gradients before a step
_RATE = 0.05
_NEAR = {torch.float64: 1e-9}  # what rounding makes of a weight; of others 1e-5


@dataclass(frozen=True)
class Trial:
    """One call of a step: how many samples, whether gradients are ``filled`` before it or None,
    and whether the spy discriminator wins (``lead`` 1) or loses (-1)."""

    size: int
    filled: bool = True
    lead: int = 0


@dataclass(frozen=True)
class Evidence:
    """What one call of a step did."""

    step: str
    trial: Trial
    notes: Notes
    returned: Any
    error: BaseException | None
    steps: int  # of the optimizer
    applied: Tensor  # the watched own gradient as the optimizer stepped, or as it was left
    moved: bool  # own weights changed
    effects: tuple[Finding, ...]  # what else is no longer as it was

    @property
    def which(self) -> str:
        return WHICH[self.step]

    @property
    def size(self) -> int:
        return self.trial.size

    @property
    def few(self) -> bool:
        return self.size < SMALLEST


class StepHarness:
    """A generator and a discriminator with an optimizer each, and a batch of real samples.
    ``watched`` are weights of each whose gradients become evidence."""

    def __init__(
        self,
        subject: Subject,
        nets: Sequence[nn.Module],
        real: Tensor,
        watched: Sequence[Tensor] = (),
    ) -> None:
        self.nets, self.real, self._subject, self._calls = nets, real, subject, 0
        self._log = Log()
        known = {id(tensor) for tensor in watched}
        self._weights = {
            step: sorted(net.parameters(), key=lambda p: id(p) not in known)
            for step, net in zip(WHICH, nets)
        }
        self._optimizers = {
            step: SpySGD(weights, self._log, _RATE) for step, weights in self._weights.items()
        }

    def call(self, step: str, trial: Trial, notes: Notes) -> Evidence:
        """One call of a step; ``notes`` are what spies write into."""
        optimizer, own = self._optimizers[step], self._weights[step]
        network, other = next((WHICH[s], w) for s, w in self._weights.items() if s != step)
        for tensor in (*own, *other):
            tensor.grad = _full_like(tensor, _SENTINEL) if trial.filled else None
        start, start_other = _copies(own), _copies(other)
        real, modes, options = self.real[: trial.size], self._modes(), _options(optimizer)
        batch = real.clone()
        self._log.events.clear()
        called = self._run(step, optimizer, batch if step == DISCRIMINATOR else trial.size)
        steps = [event.grads[: len(own)] for event in self._log.of("step") if event.grads]
        expected = start
        for gradients in steps:
            expected = [t if g is None else t - _RATE * g for t, g in zip(expected, gradients)]
        first = [g[0] for g in steps] or [own[0].grad]
        odd = {
            "changes the caller's real batch in place": not _same([batch], [real]),
            "does not leave both networks in train mode": self._modes() != modes,
            "changes the optimizer's settings": _options(optimizer) != options,
            "changes its weights other than by the optimizer": steps and not _same(own, expected),
        }
        effects = [unnamed(f"The {WHICH[step]} step {text}.") for text in odd if odd[text]]
        if not _same(other, start_other):
            effects.insert(0, named("wrong-network-updated", step=WHICH[step], network=network))
        if step == DISCRIMINATOR:
            effects = [*_gradients(other, trial.filled, notes), *effects]
        for net in self.nets:
            net.train()
        return Evidence(
            step, trial, notes, called.value, called.error, len(steps),
            _stack([_zeros_like(own[0]) if g is None else g.detach() for g in first]),
            not _same(own, start), tuple(effects),
        )  # fmt: skip

    def _run(self, step: str, optimizer: SpySGD, data: Any) -> Attempt:
        self._calls += 1
        function, seed = self._subject.get(step), 100 + 7 * self._calls
        given = (data, optimizer) if step == DISCRIMINATOR else (optimizer, data)

        def call() -> Any:
            random.seed(seed)
            return function(*self.nets, *given, LATENT)

        with precision(self.real.dtype), seeded(seed):
            return self._subject.attempt(call)

    def _modes(self) -> list[bool]:
        return [part.training for net in self.nets for part in net.modules()]


def _options(optimizer: SpySGD) -> list[list[Any]]:
    return [[v for k, v in group.items() if k != "params"] for group in optimizer.param_groups]


def _gradients(generator: Sequence[Tensor], filled: bool, notes: Notes) -> Iterator[Finding]:
    """What the discriminator step did to the generator's gradients."""
    left = [t.grad for t in generator]
    cleared = filled and all(g is None or not bool(g.any()) for g in left)
    start = _SENTINEL if filled else 0.0
    added = not cleared and any(g is not None and bool((g != start).any()) for g in left)
    if added or (cleared and "generator" in notes.reached):
        yield named("detach-missing")
    if cleared:
        yield named("generator-grads-cleared")


def _copies(tensors: Sequence[Tensor]) -> list[Tensor]:
    return [t.detach().clone() for t in tensors]


def _same(a: Sequence[Tensor], b: Sequence[Tensor]) -> bool:
    return all(
        x.shape == y.shape
        and bool(((x.detach() - y).abs() <= _NEAR.get(y.dtype, 1e-5) * (1 + y.abs())).all())
        for x, y in zip(a, b)
    )
