"""Conditions of modules with weights: all registered, used and trained; no dropout in eval mode."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol, cast

from torch import Tensor, autograd, get_default_dtype, nn

from . import parameters
from .cases import Call, Get, Seen, Setting
from .findings import Finding
from .judgement import Condition, Judgement
from .numbers import precision, randn, randomise, seeded
from .observation import digest
from .question import Question
from .stages import Stage
from .subject import Subject


class Builds(Protocol):
    """A class that is asked for."""

    name: str

    def build(self, get: Get, setting: Setting, call: Call, **more: Any) -> nn.Module: ...

    def run(self, module: nn.Module, setting: Setting, call: Call) -> Seen:
        """The first probe on a module as it is."""
        ...


class HasModules(Protocol):
    """A kind whose programs define modules."""

    def modules(self, prepared: Any) -> Sequence[Builds]: ...


class _Builder:
    """Makes fresh modules of the candidate's and runs them."""

    def __init__(self, kind: Builds, subject: Subject, judgement: Judgement) -> None:
        self._kind = kind
        self._subject = subject
        self._setting = judgement.setting
        self._seeds = itertools.count(3)

    def build(self, **more: Any) -> nn.Module:
        with seeded(next(self._seeds)):
            return self._kind.build(self._subject.get, self._setting, self._subject.attempt, **more)

    def run(self, module: nn.Module, seed: int = 7, still: bool = True) -> Any:
        setting = self._setting.with_(still=still, grad=False)
        with seeded(seed):
            return self._kind.run(module, setting, self._subject.attempt).value

    def switches(self) -> Iterator[str]:
        """Arguments of the constructor that set a rate of dropout."""
        parameters = inspect.signature(self._subject.get(self._kind.name).__init__)
        for name, parameter in parameters.parameters.items():
            if "drop" in name and isinstance(parameter.default, (int, float)):
                yield name


def _makers(question: Question, subject: Subject, judgement: Judgement) -> Iterator[_Builder]:
    """One for each module."""
    for kind in cast(HasModules, question.kind).modules(judgement.prepared):
        with precision(judgement.setting.dtype):
            yield _Builder(kind, subject, judgement)


def _registered(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    for maker in _makers(question, subject, judgement):
        found = parameters.unregistered(subject, maker.build, maker.run)
        yield from found
        if found:
            return


def _used(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    for maker in _makers(question, subject, judgement):
        found = parameters.dead_parameters(subject, maker.build(), maker.run)
        if not found and judgement.clean:
            found = list(_untrained(question, maker))
        yield from found
        if found:
            return


def _untrained(question: Question, maker: _Builder) -> Iterator[Finding]:
    """Weights that act on the output and receive no gradient from it."""
    module = maker.build()
    named = dict(module.named_parameters())
    randomise(named.values(), 11, 0.4)
    output = maker.run(module)
    if not isinstance(output, Tensor) or not named:
        return
    names = list(named)
    if output.requires_grad:
        total = (output * randn(*output.shape, seed=5, dtype=output.dtype)).sum()
        try:
            found = autograd.grad(total, list(named.values()), allow_unused=True)
        except RuntimeError:  # a backward pass that fails is what other conditions are about
            return
        names = [name for name, gradient in zip(named, found) if gradient is None]
    if names:
        shown = ", ".join(f"`{name}`" for name in names[:3]) + (", ..." if names[3:] else "")
        verb = "receives" if len(names) == 1 else "receive"
        text = f"{shown} {verb} no gradient from the output, so training never changes the weights."
        yield Finding(question.names.get("gradients"), text)


def _dropout(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """A dropout that the constructor offers acts in train mode only."""
    for maker in _makers(question, subject, judgement):
        for name in maker.switches():
            module = maker.build(**{name: 0.5})
            one, two = (digest(maker.run(module, seed, still=False)) for seed in (7, 8))
            if one != two:
                text = f"With `{name}=0.5`, two calls in eval mode give different results."
                yield Finding(question.names.get("chance"), text)
                return


def weights_stage(
    build: Callable[[Get], nn.Module],
    *arguments: Tensor,
    view: Callable[[Any], Any] = lambda output: output,
) -> Stage:
    """The stage of a question whose scenarios watch a module: every weight is registered and acts
    on what ``view`` takes from the output for ``arguments``."""

    def run(subject: Subject, module: nn.Module) -> Any:
        inputs = [t.to(get_default_dtype()) if t.is_floating_point() else t for t in arguments]
        with seeded(7):
            return view(subject.attempt(module, *inputs).value)

    def weights(subject: Subject) -> Iterator[Finding]:
        fresh, call = partial(build, subject.get), partial(run, subject)
        yield from parameters.unregistered(subject, fresh, call)
        yield from parameters.dead_parameters(subject, fresh(), call)

    title = "All weights are registered and used"
    return Stage("weights", title, weights, needs=("parses", "defines"))


REGISTERED = Condition("registered", _registered, needs_clean=False)
USED = Condition("used", _used, needs_clean=False)
DROPOUT = Condition("dropout", _dropout)
