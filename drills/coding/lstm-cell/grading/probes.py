"""The candidate's cell under tiny inputs: all dimensions distinct, every call repeatable."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Optional

import torch
from torch import Tensor, float32, float64, nn, no_grad, zeros
from torch.nn.parameter import UninitializedParameter
from torch.nn.utils.parametrize import ParametrizationList

from grader.candidate import Attempt
from grader.numbers import precision, randn, randomise, seeded
from grader.parameters import all_weights, graph_leaves
from grader.subject import Subject

NAME = "LSTMCell"
BATCH, INPUT, HIDDEN = 2, 5, 3
SIZE = INPUT + HIDDEN  # of u = [x, h], what the gates see

Pair = tuple[Tensor, Tensor]
Pick = Callable[[Any], Optional[Pair]]


class Unusable(Exception):
    """A probe call raised or returned something else than the first call did."""

    def __init__(self, error: BaseException | None) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass
class Probe:
    """One cell in eval mode and how to read it. ``pick`` finds (h, c) in what it returns."""

    subject: Subject
    module: nn.Module
    dtype: torch.dtype = float64
    wide: bool = False  # the candidate's own float32 is replaced by float64
    pick: Pick = field(default=lambda value: as_pair(value))
    taken_swapped: bool = False
    returned_swapped: bool = False

    def call(self, x: Tensor, state: Pair | None, seed: int = 7) -> Attempt:
        """Calls the cell on clones; without the second argument when ``state`` is None."""
        given: list[Any] = [x.clone()]
        if state is not None:
            given.append((state[0].clone(), state[1].clone()))
        return self.call_with(*given, seed=seed)

    def call_with(self, *given: Any, seed: int = 7) -> Attempt:
        with precision(self.dtype), seeded(seed), _widened(self.subject, self.wide):
            return self.subject.attempt(self.module, *given)

    def step(self, u: Tensor, c: Tensor) -> Pair:
        """(h', c') for rows of u = [x, h] and of c, in float64 and without gradients.

        Undoes a swapped state. Raises Unusable.
        """
        u, c = u.to(self.dtype), c.to(self.dtype)
        h = u[:, INPUT:]
        state = (c, h) if self.taken_swapped else (h, c)
        with no_grad():
            called = self.call(u[:, :INPUT], state)
        pair = self.pick(called.value) if called.ok else None
        if pair is None or any(t.shape != c.shape for t in pair):
            raise Unusable(called.error)
        one, two = (t.detach().to(float64) for t in pair)
        return (two, one) if self.returned_swapped else (one, two)

    def read(self, taken_swapped: bool, returned_swapped: bool) -> Probe:
        return replace(self, taken_swapped=taken_swapped, returned_swapped=returned_swapped)


@contextlib.contextmanager
def _widened(subject: Subject, wide: bool) -> Iterator[None]:
    """Makes float64 out of what the candidate writes as float32, so that rounding is no topic."""
    if not wide:
        yield
        return
    owners: list[Any] = [torch] + ([subject.module] if subject.module is not None else [])
    changed = [(o, n) for o in owners for n, v in list(vars(o).items()) if v is float32]
    to_float = Tensor.float
    for owner, name in changed:
        setattr(owner, name, float64)
    Tensor.float = Tensor.double
    try:
        yield
    finally:
        Tensor.float = to_float
        for owner, name in changed:
            setattr(owner, name, float32)


def build(
    subject: Subject,
    dtype: torch.dtype = float64,
    seed: int = 3,
    wide: bool = False,
    mixed: bool = True,
) -> Attempt:
    """A fresh cell in eval mode, unless ``mixed`` is False with all weights overwritten by random
    values, so that zero or equal initial values hide nothing."""

    def make() -> nn.Module:
        module = subject.get(NAME)(INPUT, HIDDEN).to(dtype).eval()
        if any(isinstance(p, UninitializedParameter) for p in module.parameters()):
            module(*inputs(dtype))  # lazy layers take their sizes from a call
        return module

    with precision(dtype), seeded(seed), _widened(subject, wide):
        built = subject.attempt(make)
    if built.ok and mixed:
        scatter(subject, built.value, dtype, wide, seed)
    return built


def scatter(subject: Subject, module: nn.Module, dtype: torch.dtype, wide: bool, seed: int) -> None:
    """Overwrites everything that is trained, also what is not registered; not what a
    parametrization makes a weight from, where not every value is allowed."""
    leaves = {id(p): p for p in all_weights(module) if p.requires_grad}
    made = [m for m in module.modules() if isinstance(m, ParametrizationList)]
    bound = {id(p) for m in made for p in m.parameters()}
    called = Probe(subject, module, dtype, wide).call(*inputs(dtype))
    leaves.update((id(t), t) for t in graph_leaves(called.value))
    free = [t for i, t in leaves.items() if i not in bound and t.is_floating_point()]
    randomise(free, seed, 0.45)


def inputs(dtype: torch.dtype = float64, batch: int = BATCH, seed: int = 11) -> tuple[Tensor, Pair]:
    """x and a state (h, c) of random numbers."""
    x = randn(batch, INPUT, seed=seed, dtype=dtype)
    h = randn(batch, HIDDEN, seed=seed + 1, dtype=dtype)
    return x, (h, randn(batch, HIDDEN, seed=seed + 2, dtype=dtype))


def points(count: int, seed: int, scale: float = 1.0) -> Tensor:
    """(count, SIZE) rows of u = [x, h]."""
    return randn(count, SIZE, seed=seed, dtype=float64) * scale


def cells(count: int, seed: int, scale: float = 1.0) -> Tensor:
    return randn(count, HIDDEN, seed=seed, dtype=float64) * scale


def no_state(dtype: torch.dtype = float64, batch: int = BATCH) -> Pair:
    return zeros(batch, HIDDEN, dtype=dtype), zeros(batch, HIDDEN, dtype=dtype)


def as_pair(value: Any) -> Pair | None:
    """The value itself when it unpacks to two tensors, as a pair or as one stacked tensor."""
    if isinstance(value, Tensor) and value.dim() == 3 and value.shape[0] == 2:
        return value[0], value[1]
    if isinstance(value, (tuple, list)) and len(value) == 2:
        one, two = value
        if isinstance(one, Tensor) and isinstance(two, Tensor):
            return one, two
    return None


def tensors_of(value: Any) -> list[Tensor]:
    """All tensors in a nested structure, also in dicts and simple objects."""
    if isinstance(value, Tensor):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    elif not isinstance(value, (list, tuple)) and hasattr(value, "__dict__"):
        value = list(vars(value).values())
    if not isinstance(value, (list, tuple)):
        return []
    return [t for item in value for t in tensors_of(item)]


def picks(value: Any) -> list[Pick]:
    """Ways to find (h, c) in a wrongly structured result, likeliest first."""
    found = tensors_of(value)
    wide = [k for k, t in enumerate(found) if t.dim() == 2 and t.shape[-1] == 2 * HIDDEN]
    ways: list[Pick] = []
    if len(found) == 1 and wide:
        ways.append(lambda v: _halves(tensors_of(v)))
    usable = [k for k, t in enumerate(found) if t.dim() == 2 and t.shape[-1] == HIDDEN]
    pairs = [(a, b) for a in usable for b in usable if a != b]
    pairs.sort(key=lambda p: (p[0] > p[1], -p[1], -p[0]))
    for a, b in pairs[:4]:
        ways.append(lambda v, a=a, b=b: (tensors_of(v)[a], tensors_of(v)[b]))
    return ways


def _halves(found: list[Tensor]) -> Pair:
    one, two = found[0].chunk(2, -1)
    return one, two
