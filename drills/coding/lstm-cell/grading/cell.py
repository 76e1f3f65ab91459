"""The candidate's cell and how to call it: tiny sizes, all distinct, and every call repeatable."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Callable

import torch
from torch import Tensor, float64, nn, set_grad_enabled
from torch.nn.parameter import UninitializedParameter

from grader import common, plain
from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import precision, randn, seeded
from grader.parameters import all_weights, graph_leaves
from grader.subject import Subject

NAME = "LSTMCell"
BATCH, INPUT, HIDDEN = 2, 5, 3
SIZE = INPUT + HIDDEN  # of u = [x, h], what the gates see

Pair = tuple[Tensor, Tensor]


class Unusable(Exception):
    """A call raised ``error``, or (None) returned another structure than the first call did."""

    def __init__(self, error: BaseException | None) -> None:
        super().__init__(str(error))
        self.error = error

    def explained(self, subject: Subject) -> list[Finding]:
        return [common.explain(subject, self.error, blocks=False)] if self.error else []


def as_pair(value: Any) -> Pair | None:
    """The value itself when it unpacks to two tensors, as a pair or as one stacked tensor."""
    if isinstance(value, Tensor) and value.dim() == 3 and value.shape[0] == 2:
        return value[0], value[1]
    is_pair = isinstance(value, (tuple, list)) and len(value) == 2
    return (value[0], value[1]) if is_pair and all(isinstance(t, Tensor) for t in value) else None


@dataclass(frozen=True)
class Cell:
    """One cell in one mode. ``pick`` finds (h, c) in what it returns."""

    subject: Subject
    module: nn.Module
    dtype: torch.dtype = float64
    training: bool = False
    pick: Callable[[Any], Pair | None] = as_pair
    taken_swapped: bool = False
    returned_swapped: bool = False

    @property
    def mode(self) -> str:
        return "in train mode" if self.training else "in eval mode"

    @property
    def odd_mode(self) -> str:
        """The mode where it is worth a word: what eval mode shows first holds as a rule."""
        return self.mode if self.training else ""

    def in_mode(self, training: bool) -> Cell:
        return replace(self, training=training)

    def call(self, *given: Any) -> Attempt:
        """Calls the cell on copies of x and, if there is one, the pair (h, c)."""
        return self.call_on(*map(_copy, given))

    def call_on(self, *given: Any) -> Attempt:
        """Calls the cell on the very tensors."""
        return self._attempt(lambda: self.module(*given))

    def _attempt(self, run: Callable[[], Any]) -> Attempt:
        self.module.train(self.training)
        with _typed(self.subject, self.dtype, seed=7):
            return self.subject.attempt(run)

    def pairs(self, *calls: tuple[Tensor, Sequence[Tensor]]) -> list[Pair]:
        """(h', c') of one call after the other, without gradients; the random numbers that a call
        draws differ from those of the one before. Raises Unusable."""

        def run() -> list[Any]:
            with set_grad_enabled(self.training):  # as people call it in either mode
                return [self.module(*map(_copy, given)) for given in calls]

        called = self._attempt(run)
        found: list[Pair] = []
        for (x, _), value in zip(calls, called.value or [None]):
            pair = self.pick(value)
            if pair is None or any(tuple(t.shape) != (len(x), HIDDEN) for t in pair):
                raise Unusable(called.error)
            found.append((pair[0].detach().to(float64), pair[1].detach().to(float64)))
        return found

    def step(self, u: Tensor, c: Tensor) -> Pair:
        """(h', c') for rows of u = [x, h] and of c, with a swapped state put right."""
        x, h = u[:, :INPUT], u[:, INPUT:]
        one, two = self.pairs((x, (c, h) if self.taken_swapped else (h, c)))[0]
        return (two, one) if self.returned_swapped else (one, two)


def _copy(value: Any) -> Any:
    return value.clone() if isinstance(value, Tensor) else tuple(one.clone() for one in value)


@contextlib.contextmanager
def _typed(subject: Subject, dtype: torch.dtype, seed: int):
    """Makes a dtype the default; where that is float64, float32 stands for it as well."""
    wide = plain.widened(subject.module) if dtype == float64 else contextlib.nullcontext()
    with wide, precision(dtype), seeded(seed):
        yield


def build(
    subject: Subject,
    dtype: torch.dtype = float64,
    seed: int = 3,
    mixed: bool = True,
    sizes: tuple[int, int] = (INPUT, HIDDEN),
) -> Attempt:
    """A fresh cell in eval mode, unless ``mixed`` is False with all weights overwritten by random
    values, also what is not registered, so that zero or equal initial values hide nothing."""
    given = inputs(dtype, sizes=sizes)

    def make() -> nn.Module:
        module = subject.get(NAME)(*sizes).to(dtype).eval()
        if any(isinstance(p, UninitializedParameter) for p in module.parameters()):
            module(*given)  # lazy layers take their sizes from a call
        return plain.without_parametrisations(module) if mixed else module

    with _typed(subject, dtype, seed):
        built = subject.attempt(make)
    if built.ok and mixed:
        leaves = {id(p): p for p in all_weights(built.value) if p.requires_grad}
        output = Cell(subject, built.value, dtype).call(*given).value
        leaves.update((id(t), t) for t in graph_leaves(output))
        for index, tensor in enumerate(leaves.values()):
            values = randn(*tensor.shape, seed=seed * 1009 + index, dtype=tensor.dtype)
            # A gain near 0 would hide a gate.
            tensor.data.copy_(0.4 * values + 0.1 * values.sign())
    return built


def inputs(
    dtype: torch.dtype = float64,
    batch: int = BATCH,
    seed: int = 11,
    sizes: tuple[int, int] = (INPUT, HIDDEN),
) -> tuple[Tensor, Pair]:
    """x and a state (h, c) of random numbers."""
    x = randn(batch, sizes[0], seed=seed, dtype=dtype)
    h, c = (randn(batch, sizes[1], seed=seed + k, dtype=dtype) for k in (1, 2))
    return x, (h, c)


def points(count: int, seed: int, scale: float = 1.0) -> Tensor:
    """(count, SIZE) rows of u = [x, h]."""
    return randn(count, SIZE, seed=seed, dtype=float64) * scale


def cells(count: int, seed: int, scale: float = 1.0) -> Tensor:
    return randn(count, HIDDEN, seed=seed, dtype=float64) * scale
