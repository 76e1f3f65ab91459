"""What the candidate trains: a tiny model, real loaders, and spies that write down every call.

Each sample carries its number in its data, so that any forward pass or loss tells which samples
it saw. Sizes are distinct: 4 training batches (3, 3, 3, 2), 2 validation batches (5, 3), 3 epochs.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import Any, Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import linear as _linear
from torch.utils.data import DataLoader, TensorDataset

from grader.numbers import randn, randomise, seeded
from grader.spies import Log, SpyParameter, SpySGD, SpyStepLR, gradient_of

TRAIN, VAL = 11, 8  # samples
TRAIN_BATCH, VAL_BATCH = 3, 5
FEATURES, HIDDEN = 3, 4
GAMMA = 0.5
_VALUES = TRAIN + VAL


def _input_code(sample: int) -> float:
    return sample / 8 - 1


def _target_code(sample: int) -> float:
    return (sample * 5 % _VALUES) / 4 - 1.5


_BY_INPUT = {_input_code(i): i for i in range(_VALUES)}
_BY_TARGET = {_target_code(i): i for i in range(_VALUES)}


def _samples(codes: Any, table: dict[float, int]) -> tuple[int, ...] | None:
    """The sample numbers that a tensor of codes stands for, or None if it is something else."""
    found = tuple(table.get(round(c * 8) / 8, -1) if c * 8 % 1 == 0 else -1 for c in codes)
    return None if not found or -1 in found else found


def part_of(samples: tuple[int, ...] | None) -> str | None:
    """ "train" or "val", the loader that samples came from; None for a mixture."""
    if not samples:
        return None
    if max(samples) < TRAIN:
        return "train"
    return "val" if min(samples) >= TRAIN else None


class Net(nn.Module):
    """Batch norm, a hidden layer with dropout, one output: (B, 3) to (B, 1).

    Logs "forward" (samples, part, modes: training flags, graph, weights, backwards). The weights
    are used through a view, whose hook sees every backward (autograd.grad as well) and which
    forward pass it belongs to; it logs "backward" (forward, gradients, left: what stood in
    ``.grad``), both by the number of the parameter.
    """

    def __init__(self, log: Log) -> None:
        super().__init__()
        self.normalise = nn.BatchNorm1d(FEATURES, affine=False)
        self.hidden = nn.Linear(FEATURES, HIDDEN)
        self.drop = nn.Dropout(0.25)
        self.out = nn.Linear(HIDDEN, 1)
        for index, (layer, name) in enumerate(self._places()):
            parameter = SpyParameter(getattr(layer, name).detach().clone())
            setattr(layer, name, parameter.watch(log, index))
        self._spy = (log,)

    def _places(self) -> list[tuple[nn.Module, str]]:
        return [(layer, name) for layer in (self.hidden, self.out) for name in ("weight", "bias")]

    def forward(self, inputs: Tensor) -> Tensor:
        log = self._spy[0]
        codes = inputs.detach().reshape(len(inputs), -1)[:, 0].tolist()
        samples = _samples(codes, _BY_INPUT)
        with log.quiet():
            weights = [getattr(layer, name) for layer, name in self._places()]
        event = log.add(
            "forward",
            samples=samples,
            part=part_of(samples),
            modes=[m.training for m in self.modules()],
            weights=[w.detach().clone() for w in weights],
            graph=False,
            backwards=[],
        )
        used = [self._watched(index, weight, event) for index, weight in enumerate(weights)]
        hidden = torch.tanh(_linear(self.normalise(inputs), used[0], used[1]))
        output = _linear(self.drop(hidden), used[2], used[3])
        event.data["graph"] = output.requires_grad
        return output

    def _watched(self, index: int, weight: Tensor, forward: Any) -> Tensor:
        view = weight.view_as(weight)
        if view.requires_grad:

            def saw(gradient: Tensor) -> None:
                log = self._spy[0]
                current = log.events[-1] if log.events else None
                if (
                    current is None
                    or current.kind != "backward"
                    or current.forward is not forward
                    or index in current.gradients
                ):
                    current = log.add("backward", forward=forward, gradients={}, left={})
                    forward.backwards.append(current)
                current.gradients[index] = gradient.detach().clone()
                current.left[index] = gradient_of(weight)

            view.register_hook(saw)
        return view

    def zero_grad(self, *how: Any, **named: Any) -> None:  # type: ignore[override]
        log = self._spy[0]
        with log.quiet():
            norms = [_norm(getattr(layer, name)) for layer, name in self._places()]
        log.add("zero_grad", name="model", by="model", norms=norms)
        with log.quiet():
            super().zero_grad(*how, **named)


def _norm(parameter: Tensor) -> float | None:
    gradient = gradient_of(parameter)
    return None if gradient is None else float(gradient.norm())


class Loss(nn.MSELoss):
    """Logs "loss" (samples, swapped, shapes, value, count, seeds: what backward began with)."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self._spy = (log,)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        first, second = (
            _samples(t.detach().reshape(-1).tolist(), _BY_TARGET) for t in (input, target)
        )
        seeds: list[float] = []
        event = self._spy[0].add(
            "loss",
            samples=first if second is None else second,
            part=part_of(first if second is None else second),
            swapped=second is None and first is not None,
            shapes=(tuple(input.shape), tuple(target.shape)),
            value=None,
            seeds=seeds,
        )
        value = super().forward(input, target)
        event.data["value"] = value.detach().clone()
        if value.requires_grad:
            value.register_hook(lambda seed: seeds.append(float(seed.sum())))
        return value


@dataclass
class Take:
    """One run of the candidate's ``train``: what it was given, and what came of it."""

    log: Log
    epochs: int
    limit: float  # max_grad_norm
    lr: float
    result: Any = None
    error: BaseException | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def run(
    train: Callable[..., Any], attempt: Callable[..., Any], path: str, epochs: int, limit: float,
    lr: float, training: bool, scale: float,
) -> Take:  # fmt: skip
    """Builds a fresh scene and calls ``train`` once. ``training`` is the mode at the start."""
    take = Take(Log(path), epochs, limit, lr)
    with take.log.quiet(), seeded(1):
        model = Net(take.log)
        randomise(model.parameters(), seed=4, scale=scale)
        model.train(training)
        optimizer = SpySGD(model.parameters(), take.log, lr=lr)
        scheduler = SpyStepLR(optimizer, take.log, gamma=GAMMA)
    arguments: dict[str, Any] = {
        "model": model,
        "train_loader": _loader(0, TRAIN, TRAIN_BATCH),
        "val_loader": _loader(TRAIN, VAL, VAL_BATCH),
        "optimizer": optimizer,
        "scheduler": scheduler,
        "loss_fn": Loss(take.log),
        "epochs": epochs,
        "max_grad_norm": limit,
    }
    with seeded(7):
        if _takes_names(train, arguments):
            called = attempt(train, **arguments)
        else:
            called = attempt(train, *arguments.values())
    take.result, take.error = called.value, called.error
    return take


def _loader(start: int, count: int, batch: int) -> DataLoader:
    numbers = range(start, start + count)
    inputs = randn(count, FEATURES, seed=20 + start)
    inputs[:, 0] = torch.tensor([_input_code(i) for i in numbers])
    targets = torch.tensor([[_target_code(i)] for i in numbers])
    return DataLoader(TensorDataset(inputs, targets), batch_size=batch)


def _takes_names(train: Callable[..., Any], arguments: dict[str, Any]) -> bool:
    try:
        inspect.signature(train).bind(**arguments)
    except (TypeError, ValueError):
        return False
    return True
