"""The candidate's own networks: shapes, weights, and what the discriminator returns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from grader import common, parameters
from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import is_dtype_error, precision, randn, randomise, seeded
from grader.subject import Subject

from .naming import named, unnamed, whole_numbers
from .spies import LATENT, Kind

DATA, SIZE = 6, 5
_ARGUMENTS = {"Generator": (LATENT, DATA), "Discriminator": (DATA,)}
_OUTPUT = {"Generator": DATA, "Discriminator": 1}


@dataclass(frozen=True)
class Facts:
    """What the networks are like. ``kind`` is None where the discriminator does not work."""

    dtype: torch.dtype
    kind: Kind | None
    found: tuple[Finding, ...]


def build(subject: Subject, name: str, dtype: torch.dtype, seed: int = 3) -> Attempt:
    """A fresh network of the candidate's, in train mode."""
    with precision(dtype), seeded(seed):
        return subject.attempt(lambda: subject.get(name)(*_ARGUMENTS[name]).to(dtype))


def _call(subject: Subject, network: nn.Module, x: Tensor) -> Attempt:
    with precision(x.dtype), seeded(5):
        return subject.attempt(network, x)


def _input(name: str, dtype: torch.dtype, size: int = SIZE) -> Tensor:
    return randn(size, _ARGUMENTS[name][0], seed=1, dtype=dtype)


def examine(subject: Subject) -> Facts:
    """Builds and calls both networks, in float64 where they can."""
    dtype = torch.float64
    for name in _ARGUMENTS:
        built = build(subject, name, dtype)
        error = built.error or _call(subject, built.value, _input(name, dtype)).error
        if error is not None and is_dtype_error(error):
            dtype = torch.float32
    found = [f for name in _ARGUMENTS for f in _shape(subject, name, dtype)]
    return Facts(dtype, _kind(subject, dtype), tuple(found))


def _shape(subject: Subject, name: str, dtype: torch.dtype) -> Iterator[Finding]:
    """What a network does to a batch in train mode, and whether it leaves it as it was."""
    built, x, wanted = build(subject, name, dtype), _input(name, dtype), (SIZE, _OUTPUT[name])
    tried = _call(subject, built.value, x) if built.ok else built
    if isinstance(tried.value, Tensor) and tuple(tried.value.shape) == wanted:
        if not bool((x == _input(name, dtype)).all()):
            yield unnamed(f"The {name} changes its input in place.")
        return
    # A batch size, written as a number in the file, for which the network does work.
    for size in sorted({*whole_numbers(subject.tree, 2, 256)} - {SIZE}) if built.ok else ():
        out = _call(subject, built.value, _input(name, dtype, size)).value
        if isinstance(out, Tensor) and tuple(out.shape) == (size, _OUTPUT[name]):
            yield named("batch-size-hard-coded", part=name, size=size)
            return
    if tried.error is not None:
        yield common.explain(subject, tried.error)
    else:
        yield common.wrong_shape(subject, tried.value, wanted, f"The {name}'s output")


def _kind(subject: Subject, dtype: torch.dtype) -> Kind | None:
    """What the discriminator returns, found with large weights."""
    built, values = build(subject, "Discriminator", dtype), []
    tail: tuple[int, ...] | None = None
    for seed in range(4) if built.ok else ():
        if seed:
            randomise(parameters.all_weights(built.value), seed)
        out = _call(subject, built.value, _input("Discriminator", dtype) * (1 + 2 * seed)).value
        if isinstance(out, Tensor) and out.numel() == len(out) == SIZE:
            tail = tuple(out.shape[1:])
            values += out.flatten().tolist()
    return None if tail is None else Kind(all(0 <= v <= 1 for v in values), tail)


def weights(subject: Subject, dtype: torch.dtype) -> list[Finding]:
    """Every weight is registered and has an influence, in both networks."""
    found: list[Finding] = []
    for name in _ARGUMENTS:
        seeds = itertools.count(3)

        def fresh(name: str = name, seeds: Iterator[int] = seeds) -> nn.Module:
            return build(subject, name, dtype, next(seeds)).value.eval()

        def run(network: nn.Module, name: str = name) -> Any:
            return _call(subject, network, _input(name, dtype)).value

        some = parameters.unregistered(subject, fresh, run)
        some = some or parameters.dead_parameters(subject, fresh(), run)
        if not some:  # a parameter that only eval mode uses is never trained
            network = fresh().train()
            used = {id(p) for p in parameters.graph_leaves(run(network))}
            idle = [n for n, p in network.named_parameters() if p.numel() and id(p) not in used]
            some = [unnamed(f"In train mode the {name} does not use `{n}`.") for n in idle[:1]]
        found += some
    return found
