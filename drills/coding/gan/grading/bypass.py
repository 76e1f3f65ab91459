"""Steps that do not call the networks' forward, but parts of them such as ``net.logits(x)``.

Spies see nothing of that, so the candidate's own networks are compared before and after, and
watched while they learn. Labels and losses are judged by their effect only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn
from torch import full_like as _full_like
from torch import no_grad as _no_grad

from grader.candidate import Attempt
from grader.numbers import precision, randn, seeded
from grader.spies import Log, SpySGD
from grader.subject import Subject

from .evidence import DISCRIMINATOR
from .networks import DATA, SIZE, build
from .spies import LATENT, SENTINEL
from .told import Told, value_of

_STEPS, _RATE = 25, 0.05


class _Pair:
    """Both networks, one of them with the optimizer of the step."""

    def __init__(self, subject: Subject, name: str, dtype: torch.dtype) -> None:
        self._subject, self._name, self._dtype = subject, name, dtype
        self.generator: nn.Module = build(subject, "Generator", dtype).value
        self.discriminator: nn.Module = build(subject, "Discriminator", dtype).value
        both = (self.generator, self.discriminator)
        self.other, self.own = both if name == DISCRIMINATOR else both[::-1]
        self.log = Log()
        self.optimizer = SpySGD(self.own.parameters(), self.log, lr=_RATE)
        self.real = randn(SIZE, DATA, seed=9, dtype=dtype) * 0.3 + 2.0

    def step(self, seed: int) -> Attempt:
        function = self._subject.get(self._name)
        nets, optimizer = (self.generator, self.discriminator), self.optimizer
        if self._name == DISCRIMINATOR:
            arguments: tuple[Any, ...] = (*nets, self.real, optimizer, LATENT)
        else:
            arguments = (*nets, optimizer, SIZE, LATENT)
        with precision(self._dtype), seeded(seed):
            return self._subject.attempt(function, *arguments)

    def gap(self) -> float:
        """What the step should raise: D(real) - D(fake), or D(fake)."""
        with precision(self._dtype), seeded(77), _no_grad():
            fake = self.discriminator(self.generator(randn(SIZE, LATENT, seed=5))).mean()
            if self._name != DISCRIMINATOR:
                return float(fake)
            return float(self.discriminator(self.real).mean() - fake)


def judge(subject: Subject, name: str, dtype: torch.dtype) -> list[Told]:
    """What can be said of a step without seeing inside."""
    which = "discriminator" if name == DISCRIMINATOR else "generator"
    pair, fresh = _Pair(subject, name, dtype), _Pair(subject, name, dtype)
    before = _weights(pair.own), _weights(pair.other)
    for p in (*pair.own.parameters(), *pair.other.parameters()):
        p.grad = _full_like(p, SENTINEL)
    one, two = pair.step(50), fresh.step(50)
    if one.error is not None or two.error is not None:
        return [Told(None, "The step raises on your own networks.")]
    found = list(value_of(one.value, which))
    if not pair.log.of("step"):
        found.append(Told("step-missing", f"The {which}'s optimizer never steps."))
    elif _same(_weights(fresh.own), before[0]):
        if which == "generator":
            return [*found, Told("generator-step-detached")]
        return [*found, Told(None, "The discriminator step changes nothing.")]
    elif not _same(_weights(pair.own), _weights(fresh.own)):
        found.append(Told(f"{which}-zero-grad-missing"))
    if not _same(_weights(pair.other), before[1]):
        found.append(Told("wrong-network-updated", f"The {which} step moves the other network."))
    if name == DISCRIMINATOR:
        found += _generator_gradients(pair.generator)
    return found or _learns(fresh, which)


def _generator_gradients(generator: nn.Module) -> Iterator[Told]:
    gradients = [p.grad for p in generator.parameters()]
    if any(g is None or not bool(g.any()) for g in gradients):
        yield Told("generator-grads-cleared")
    elif any(g is not None and bool((g != SENTINEL).any()) for g in gradients):
        yield Told("detach-missing")


def _learns(pair: _Pair, which: str) -> list[Told]:
    before = pair.gap()
    for seed in range(_STEPS):
        pair.step(60 + seed)
    after = pair.gap()
    if after > before:
        return []
    what = "D(real) - D(fake)" if which == "discriminator" else "D(G(z))"
    text = f"After {_STEPS} {which} steps {what} went from {before:.3g} to {after:.3g}."
    return [Told(None, text)]


def _weights(network: nn.Module) -> list[Tensor]:
    return [p.detach().clone() for p in network.parameters()]


def _same(a: list[Tensor], b: list[Tensor]) -> bool:
    return all(bool(((x - y).abs() < 1e-6).all()) for x, y in zip(a, b))
