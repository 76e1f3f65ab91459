"""Both steps on the spies, alone or inside instances of the candidate's own classes."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import eye as _eye
from torch import nn
from torch import no_grad as _no_grad
from torch import randn as _randn

from grader.numbers import precision, seeded
from grader.subject import Subject

from .harness import DISCRIMINATOR, GENERATOR, Evidence, StepHarness, Trial
from .spies import LATENT, Kind, Notes, SpyDiscriminator, SpyGenerator, SpyPart, width

REVERSED = 3  # the trial in which the generator comes first, so that each step follows itself
_ROWS = 16


@dataclass(frozen=True)
class Setting:
    """How the steps are run."""

    dtype: torch.dtype
    kind: Kind
    span: tuple[float, float]
    grafted: bool = False  # spies inside the candidate's networks, for steps that use parts of them


def call(subject: Subject, setting: Setting, trials: Sequence[Trial]) -> list[Evidence]:
    """Both steps in each trial, always from the spies' first weights."""
    capacity = max(each.size for each in trials)
    size = width(capacity)
    generator = SpyGenerator(capacity, setting.dtype)
    discriminator = SpyDiscriminator(capacity, setting.kind, setting.span, setting.dtype)
    nets: tuple[nn.Module, nn.Module] = generator, discriminator
    if setting.grafted:
        with precision(setting.dtype), seeded(3):
            nets = (
                _graft(subject.get("Generator")(LATENT, size), generator),
                _graft(subject.get("Discriminator")(size), discriminator),
            )
    watched = generator.table, discriminator.weight
    harness = StepHarness(subject, nets, _eye(size, dtype=setting.dtype), watched)
    calls: list[Evidence] = []
    for index, each in enumerate(trials):
        for step in (DISCRIMINATOR, GENERATOR)[:: -1 if index == REVERSED else 1]:
            notes = Notes()
            generator.reset(notes)
            discriminator.reset(notes, each.lead, generator.coming(2 * each.size))
            calls.append(harness.call(step, each, notes))
    return calls


def _graft(instance: nn.Module, spy: Any) -> nn.Module:
    """The candidate's own instance, with the spy inside and the spy's forward."""
    if isinstance(spy, SpyDiscriminator):
        for name in [*dict(instance.named_children()), *vars(type(instance))]:
            if not name.startswith("__"):
                _replace(instance, name, spy)
    instance.spy, instance.forward = spy, spy.forward
    return instance


def _replace(instance: nn.Module, name: str, spy: SpyDiscriminator) -> None:
    """A part such as ``net`` or ``logits`` that gives one number a sample becomes a spy too."""
    part: Any = getattr(instance, name, None)
    try:
        with _no_grad():
            value = part(_randn(_ROWS, spy.weight.shape[1]).to(spy.weight) * 9)
        tail, one_each = tuple(value.shape[1:]), len(value) == value.numel() == _ROWS
    except Exception:  # it takes or returns something else
        return
    if one_each:
        kind = Kind(bool(((value >= 0) & (value <= 1)).all()), tail)
        answer = functools.partial(spy.answer, kind=kind)
        setattr(instance, name, answer if inspect.ismethod(part) else SpyPart(spy, kind))
