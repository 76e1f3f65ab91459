"""The candidate's steps on the candidate's networks, as they will be used."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import nn
from torch.optim import Adam as _Adam

from grader import common
from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import is_dtype_error, precision, randn, seeded
from grader.subject import Subject

from .evidence import DISCRIMINATOR, GENERATOR
from .networks import DATA, SIZE, build
from .spies import LATENT
from .told import Told
from .words import finding


def together(subject: Subject) -> list[Finding]:
    """Both steps in turn; reached only when both were right on the spies."""
    dtype: torch.dtype = subject.memo["steps"].setting.dtype
    ran = _run(subject, dtype)
    if ran.error is not None and is_dtype_error(ran.error):
        ran = _run(subject, torch.float32)
    if ran.error is not None:
        if "between 0 and 1" in str(ran.error):
            return [finding(subject, Told("logits-without-sigmoid"))]
        return [common.explain(subject, ran.error)]
    return [Finding(None, ran.value)] if ran.value else []


def _run(subject: Subject, dtype: torch.dtype) -> Attempt:
    """Two rounds; the value is a sentence if something is odd."""
    both: list[nn.Module] = []
    for name in ("Generator", "Discriminator"):
        built = build(subject, name, dtype)
        if built.error is not None:
            return built
        both.append(built.value)
    generator, discriminator = both
    if not all(list(net.parameters()) for net in both):
        return Attempt("")  # nothing is registered, which another stage tells
    optimizers = [_Adam(net.parameters(), lr=1e-3) for net in both]
    before = [[p.detach().clone() for p in net.parameters()] for net in both]
    real = randn(SIZE, DATA, seed=9, dtype=dtype)

    def run() -> list[Any]:
        values: list[Any] = []
        for _ in range(2):
            step = subject.get(DISCRIMINATOR)
            values.append(step(generator, discriminator, real, optimizers[1], LATENT))
            step = subject.get(GENERATOR)
            values.append(step(generator, discriminator, optimizers[0], SIZE, LATENT))
        return values

    with precision(dtype), seeded(21):
        ran = subject.attempt(run)
    if ran.error is not None:
        return ran
    odd = [v for v in ran.value if not math.isfinite(v)]
    if odd:
        return Attempt(f"With your own networks a step returns {odd[0]}.")
    for net, kept, name in zip(both, before, ("generator", "discriminator")):
        if all(bool((p == old).all()) for p, old in zip(net.parameters(), kept)):
            return Attempt(f"After two steps of each your own {name} is as it was.")
    return Attempt("")
