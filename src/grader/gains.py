"""Gives gains and biases values that differ: as constants they would hide that they are not used.

Which is which shows in what they do to the output, for they may begin as anything, share a tensor,
or be stored in another form: a gain as its difference from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from torch import Tensor, allclose, nn, zeros_like
from torch import is_floating_point as _is_float
from torch import no_grad as _no_grad

from .numbers import randn
from .parameters import all_weights

_SPREAD = 0.25  # standard deviation of what is added to 1 and 0
_SEEDS = {"gain": 4330, "bias": 4337}
_CONSTANTS = {"gain": 1.0, "bias": 0.0}

Run = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Row:
    """A vector of the module's, or its only number: a tensor, or one of the rows of a tensor."""

    tensor: Tensor
    at: int

    @property
    def values(self) -> Tensor:
        return self._view().clone()

    def put(self, values: Tensor) -> None:
        self._view().copy_(values)

    def _view(self) -> Tensor:
        flat = self.tensor.detach()
        return flat.view(-1) if self.at < 0 else flat[self.at].view(-1)


def vary(module: nn.Module, x: Tensor, run: Run) -> None:
    """Sets all gains and biases of ``module``; ``run`` gives its output for an input such as ``x``,
    or raises what the module raises."""
    rows = list(_rows(module, x.shape[-1]))
    before = [row.values for row in rows]
    with _no_grad():
        try:
            wanted = _by_effect(rows, (x, -x), run)
        except Exception:  # of the candidate's: what the values begin as must do
            wanted = list(map(_by_constant, before))
        for row, values in zip(rows, wanted):
            row.put(values)


def _rows(module: nn.Module, size: int) -> Iterator[Row]:
    for tensor in filter(_is_float, all_weights(module)):
        if not tensor.is_contiguous():
            continue
        if tensor.numel() == size or (tensor.numel() == 1 and tensor.requires_grad):
            yield Row(tensor, -1)
        elif tensor.dim() == 2 and tensor.shape[1] == size:
            yield from (Row(tensor, at) for at in range(tensor.shape[0]))


def _by_effect(rows: list[Row], inputs: tuple[Tensor, Tensor], run: Run) -> list[Tensor]:
    """What a bias adds is the same for every input. Without biases, a gain of 0 gives 0."""
    before = [row.values for row in rows]
    plain = [run(x) for x in inputs]
    biases: list[bool] = []
    for row, values in zip(rows, before):
        row.put(values + randn(len(values), seed=3))
        one, other = (run(x) - y for x, y in zip(inputs, plain))
        biases.append(allclose(one, other, rtol=1e-4, atol=1e-5, equal_nan=True))
        row.put(values)
    for row, values, is_bias in zip(rows, before, biases):
        if is_bias:
            row.put(zeros_like(values))
    wanted: list[Tensor] = []
    for row, values, is_bias in zip(rows, before, biases):
        row.put(zeros_like(values))
        stored = 0.0 if is_bias or bool((run(inputs[0]) == 0).all()) else 1.0
        wanted.append(_filled("bias" if is_bias else "gain", len(values)) - stored)
        row.put(zeros_like(values) if is_bias else values)
    return wanted


def _by_constant(values: Tensor) -> Tensor:
    for role, constant in _CONSTANTS.items():
        if bool((values == constant).all()):
            return _filled(role, len(values))
    return values


def _filled(role: str, size: int) -> Tensor:
    return _CONSTANTS[role] + _SPREAD * randn(size, seed=_SEEDS[role])
