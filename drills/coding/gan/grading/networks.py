"""The candidate's own networks: shapes, weights, and what the discriminator returns."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn
from torch import no_grad as _no_grad

from grader import common, parameters
from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import is_dtype_error, precision, randn, randomise, seeded
from grader.subject import Subject

from .spies import LATENT, Kind
from .told import Told
from .words import finding

DATA = 6
SIZE = 5
_ARGUMENTS = {"Generator": (LATENT, DATA), "Discriminator": (DATA,)}
_INPUT = {"Generator": LATENT, "Discriminator": DATA}
_OUTPUT = {"Generator": DATA, "Discriminator": 1}


def build(subject: Subject, name: str, dtype: torch.dtype, seed: int = 3) -> Attempt:
    """A fresh network of the candidate's, in train mode."""
    with precision(dtype), seeded(seed):
        return subject.attempt(lambda: subject.get(name)(*_ARGUMENTS[name]).to(dtype))


def call(
    subject: Subject, network: nn.Module, x: Tensor, dtype: torch.dtype, grad: bool = True
) -> Attempt:
    def forward() -> Any:
        if grad:
            return network(x.clone())
        with _no_grad():
            return network(x.clone())

    with precision(dtype), seeded(5):
        return subject.attempt(forward)


def shapes(subject: Subject) -> list[Finding]:
    """Builds and calls both networks; remembers precision and kind."""
    found: list[Finding] = []
    dtype = torch.float64
    for name in ("Generator", "Discriminator"):
        tried = _first(subject, name, torch.float64)
        if tried.error is not None and is_dtype_error(tried.error):
            other = _first(subject, name, torch.float32)
            if other.error is None or not is_dtype_error(other.error):
                tried, dtype = other, torch.float32
        found += list(_shape(subject, name, tried, dtype))
    subject.memo["dtype"] = dtype
    subject.memo["kind"] = _kind(subject, dtype)
    return found


def _first(subject: Subject, name: str, dtype: torch.dtype) -> Attempt:
    built = build(subject, name, dtype)
    if not built.ok:
        return built
    return call(subject, built.value, randn(SIZE, _INPUT[name], seed=1, dtype=dtype), dtype)


def _shape(subject: Subject, name: str, tried: Attempt, dtype: torch.dtype) -> Iterator[Finding]:
    wanted = (SIZE, _OUTPUT[name])
    shape = tuple(tried.value.shape) if isinstance(tried.value, Tensor) else None
    if tried.ok and shape == wanted:
        return
    works = _size_that_works(subject, name, dtype)
    if works is not None:
        text = f"The {name} works for {works} samples and not for {SIZE}."
        yield finding(subject, Told("batch-size-hard-coded", text))
    elif tried.error is not None:
        yield common.explain(subject, tried.error)
    else:
        subject.memo["odd shape"] = True
        yield common.wrong_shape(subject, tried.value, wanted, f"The {name}'s output")


def _size_that_works(subject: Subject, name: str, dtype: torch.dtype) -> int | None:
    """A batch size, written as a number in the file, for which the network does work."""
    built = build(subject, name, dtype)
    if not built.ok:
        return None
    numbers = {
        node.value
        for node in ast.walk(subject.tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and 2 <= node.value <= 256
    }
    for size in sorted(numbers - {SIZE}):
        x = randn(size, _INPUT[name], seed=1, dtype=dtype)
        out = call(subject, built.value, x, dtype).value
        if isinstance(out, Tensor) and tuple(out.shape) == (size, _OUTPUT[name]):
            return size
    return None


def _kind(subject: Subject, dtype: torch.dtype) -> Kind | None:
    """What the discriminator returns, found with large weights; None where it does not work."""
    built = build(subject, "Discriminator", dtype)
    if not built.ok:
        return None
    x = randn(SIZE, DATA, seed=2, dtype=dtype)
    values: list[float] = []
    tail: tuple[int, ...] | None = None
    for seed, scale in ((0, 0.0), (1, 1.0), (2, 1.0), (3, 1.0)):
        if scale:
            with _no_grad():
                randomise(parameters.all_weights(built.value), seed, scale)
        out = call(subject, built.value, x * (3.0 if scale else 1.0), dtype, grad=False).value
        if not isinstance(out, Tensor) or out.numel() != SIZE or len(out) != SIZE:
            continue
        tail = tuple(out.shape[1:])
        values += out.flatten().tolist()
    if tail is None:
        return None
    return Kind(bool(values) and all(0 <= v <= 1 for v in values), tail)


def weights(subject: Subject) -> list[Finding]:
    """Every weight is registered and has an influence, in both networks."""
    dtype: torch.dtype = subject.memo["dtype"]
    found: list[Finding] = []
    for name in ("Generator", "Discriminator"):
        x = randn(SIZE, _INPUT[name], seed=4, dtype=dtype)
        seeds = itertools.count(3)

        def fresh(name: str = name, seeds: Iterator[int] = seeds) -> nn.Module:
            return build(subject, name, dtype, next(seeds)).value.eval()

        def run(network: nn.Module, x: Tensor = x) -> Any:
            return call(subject, network, x, dtype).value

        def quiet(network: nn.Module, x: Tensor = x) -> Any:
            return call(subject, network, x, dtype, grad=False).value

        missing = parameters.unregistered(subject, fresh, run)
        found += missing or parameters.dead_parameters(subject, fresh(), quiet)
    return found
