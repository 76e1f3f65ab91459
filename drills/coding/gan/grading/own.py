"""The candidate's steps on the candidate's own networks, as they will be used."""

from __future__ import annotations

import math
from collections.abc import Collection

import torch
from torch import no_grad as _no_grad

from grader import common
from grader.findings import Finding
from grader.numbers import precision, randn, seeded
from grader.subject import Subject

from .harness import DISCRIMINATOR, GENERATOR, StepHarness, Trial
from .judge import value_of
from .naming import named, unnamed
from .networks import DATA, SIZE, build
from .spies import LATENT, Notes

_STEPS = 25  # after which a step that works has an effect


def together(subject: Subject, dtype: torch.dtype, unseen: Collection[str]) -> list[Finding]:
    """Two rounds of both steps; reached only when both were right on the spies, or ``unseen``."""
    nets = [build(subject, name, dtype).value for name in ("Generator", "Discriminator")]
    if not all(list(net.parameters()) for net in nets):
        return []  # nothing is registered, which another stage tells
    harness = StepHarness(subject, nets, randn(SIZE, DATA, seed=9, dtype=dtype) * 0.3 + 2.0)
    for name in (DISCRIMINATOR, GENERATOR) * 2:
        e = harness.call(name, Trial(SIZE), Notes())
        if e.error is not None:
            clash = "between 0 and 1" in str(e.error)
            return [named("logits-without-sigmoid") if clash else common.explain(subject, e.error)]
        wrong = [*e.effects, *value_of(e.returned, e.which)]
        if wrong:
            return wrong
        if not e.moved:
            return [unnamed(f"The {e.which} step leaves your own {e.which} as it was.")]
        if not math.isfinite(e.returned):
            return [unnamed(f"With your own networks the {e.which} step returns {e.returned}.")]
    return [unnamed(text) for name in unseen for text in _learns(harness, name)]


def _learns(harness: StepHarness, name: str) -> list[str]:
    """Whether many steps raise D(real) - D(G(z)), or D(G(z))."""

    def gap() -> float:
        with precision(harness.real.dtype), seeded(77), _no_grad():
            fake = harness.nets[1](harness.nets[0](randn(SIZE, LATENT, seed=5))).mean()
            return float(fake if name == GENERATOR else harness.nets[1](harness.real).mean() - fake)

    before = gap()
    for _ in range(_STEPS):
        harness.call(name, Trial(SIZE), Notes())
    what = "D(G(z))" if name == GENERATOR else "D(real) - D(G(z))"
    return [] if gap() > before else [f"{_STEPS} steps of `{name}` do not raise {what}."]
