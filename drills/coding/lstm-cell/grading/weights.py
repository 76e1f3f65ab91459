"""Every weight is registered, and every part of every parameter has an influence."""

from __future__ import annotations

import itertools
from typing import Any

from torch import autograd, nn, no_grad, zeros_like

from grader import parameters
from grader.findings import Finding
from grader.numbers import flat
from grader.parameters import tensors_in
from grader.subject import Subject

from .cell import HIDDEN, Cell, build, inputs, tensors_of
from .first import Known


def weights(subject: Subject) -> list[Finding]:
    known = Known.of(subject)
    cell, seeds = known.cell, itertools.count(3)

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
    if known.unsteady:
        return found
    return found + (parameters.dead_parameters(subject, fresh(), run) or _dead_entries(cell, run))


def _dead_entries(cell: Cell, run: Any) -> list[Finding]:
    """A slice of a fused weight that is never used: no gradient, and no influence."""
    squares = [(t * t).sum() for t in tensors_in(run(cell.module)) if t.requires_grad]
    if not squares:
        return []
    named = {n: p for n, p in cell.module.named_parameters() if "parametrizations." not in n}
    cell.module.zero_grad()
    if not cell.subject.attempt(autograd.backward, squares).ok:
        return []
    before = flat(list(tensors_in(run(cell.module))))
    for name, p in named.items():
        silent = (p.grad if p.grad is not None else zeros_like(p)) == 0
        if not HIDDEN <= int(silent.sum()) < p.numel():
            continue
        with no_grad():
            p += silent * 0.5
        if flat(list(tensors_in(run(cell.module)))) == before:
            text = f"{int(silent.sum())} of {p.numel()} entries of `{name}` have no influence."
            return [Finding("dead-parameter", text, blocks=False)]
    return []
