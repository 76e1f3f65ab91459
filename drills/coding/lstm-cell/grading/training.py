"""What training needs: right gradients, and weights that are all registered and used."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from grader import parameters
from grader.findings import Finding
from grader.numbers import randn
from grader.subject import Subject

from .cell import HIDDEN, Cell, Pair, Unusable, build, inputs
from .conditions import in_each_mode, overwritten, unsteady
from .findings import finding
from .first import known, tensors_of

_STEP = 1e-5  # of difference quotients


def gradients(subject: Subject) -> list[Finding]:
    """What changes the result by its value also receives a gradient, and the right one."""

    def look(cell: Cell) -> Iterator[Finding]:
        # Where a call overwrites the state, a gradient may well be off or not be there at all.
        return _gradients(cell, mutated=bool(subject.once(overwritten)))

    return in_each_mode(subject, look)


def _gradients(cell: Cell, mutated: bool) -> Iterator[Finding]:
    x, (h, c) = inputs(seed=70)
    given = [x, h, c]
    leaves = [t.clone().requires_grad_() for t in given]
    called = cell.call(leaves[0], leaves[1:])
    pair = cell.pick(called.value) if called.ok else None
    if pair is None:
        raise Unusable(called.error)
    loss = _loss(pair)
    if loss.requires_grad:
        pulled = cell.subject.attempt(loss.backward)  # autograd.grad is refused by checkpointing
        if not pulled.ok:
            if mutated:
                return
            raise Unusable(pulled.error)
    directions = [randn(*t.shape, seed=90 + k, dtype=t.dtype) for k, t in enumerate(given)]
    moved = [
        [t + step * d if k == index else t for k, (t, d) in enumerate(zip(given, directions))]
        for index, step in itertools.product(range(3), (_STEP, -_STEP))
    ]
    ends = [float(_loss(pair)) for pair in cell.pairs(*((one[0], one[1:]) for one in moved))]
    wrong: dict[str, bool] = {}  # whether nothing at all arrives
    for index, (name, leaf, direction) in enumerate(zip("xhc", leaves, directions)):
        wanted = (ends[2 * index] - ends[2 * index + 1]) / (2 * _STEP)
        got = 0.0 if leaf.grad is None else float((leaf.grad * direction).sum())
        if abs(got - wanted) > 1e-4 * (1 + abs(wanted)) and not (mutated and got):
            wrong[name] = got == 0.0
    states = [name for name in wrong if name != "x"]
    if states and ("x" not in wrong or any(wrong[name] for name in states)):
        said = {"states": " and ".join(states)}
        yield finding(cell.subject, "state-detached", said, cell.odd_mode)
    elif wrong:
        names = " and ".join(wrong)
        text = f"The gradient with respect to {names} is not the slope of the result {cell.mode}."
        yield Finding(None, text, blocks=False)


def _loss(pair: Pair) -> Tensor:
    """A fixed linear function of h' and c'."""
    one, two = (t * randn(*t.shape, seed=80 + k, dtype=t.dtype) for k, t in enumerate(pair))
    return one.sum() + two.sum()


def weights(subject: Subject) -> list[Finding]:
    """Every weight is registered, and every part of every parameter has an influence."""
    seeds = itertools.count(3)

    def fresh() -> nn.Module:
        return build(subject, seed=next(seeds), mixed=False).value

    def step(module: nn.Module) -> Any:
        return Cell(subject, module).call(*inputs()).value

    def run(module: nn.Module) -> list[Any]:
        """All that a weight may have an influence on."""
        one = Cell(subject, module)
        x, state = inputs(batch=16, seed=31)
        calls = one.in_mode(True).call(x, state), one.call(x, state), one.call(x)
        return [tensors_of(called.value) for called in calls]

    found = parameters.unregistered(subject, fresh, step)
    if subject.once(unsteady):
        return found
    dead = parameters.dead_parameters(subject, fresh(), run)
    module = subject.once(known).module
    return found + (dead or parameters.dead_entries(subject, module, run, least=HIDDEN))
