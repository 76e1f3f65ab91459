"""Finds out what each parameter does, from gradients alone, and reads the matrices off.

Query, key and value get disjoint features. The gradient of a row of an input projection is
then non-zero exactly on the features of the argument that it projects, whatever the layout:
separate, fused, interleaved, per head, (in, out) or (out, in). What is not fed by an argument
but has a matrix's size is the output projection. Its output axis shows when a second loss leaves
output feature 0 out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from torch import Tensor, autograd, cat, dtype, eye, nn, no_grad, stack

from grader.numbers import close, randn, randomise
from grader.parameters import all_weights, graph_leaves

from .probes import D_MODEL, GROUP, HEADS, T_QUERY, Probe, first, inputs, marked_inputs
from .reference import Matrix, Weights

_SMALLEST = D_MODEL * D_MODEL // HEADS  # numbers in the smallest matrix: one head's


@dataclass
class Roles:
    """Rows by the arguments that feed them, and the output projection (d_model, n)."""

    rows: dict[tuple[int, ...], list[list[Tensor]]]  # sources -> one list of rows a parameter
    outputs: list[Tensor]
    dtype: dtype

    @property
    def shared(self) -> bool:
        """Whether one projection serves several arguments."""
        return any(len(sources) > 1 for sources in self.rows)

    def source_rows(self, source: int) -> list[Tensor]:
        return [
            row
            for sources, parts in self.rows.items()
            if source in sources
            for part in parts
            for row in part
        ]


def expose_plain_tensors(probe: Probe) -> None:
    """Lets plain tensors that serve as weights take part in gradients, so they are found."""
    for tensor in all_weights(probe.module):
        if tensor.numel() >= _SMALLEST:
            tensor.requires_grad_(True)


def find_roles(probe: Probe) -> list[Roles]:
    """Gives all weights well-scaled values and sorts them by role; empty without a graph. A second
    reading counts constant factors that layers apply to their weights as part of the weights."""
    plain = probe.call(inputs(probe.dtype, T_QUERY, T_QUERY))
    leaves = {id(leaf): leaf for leaf in all_weights(probe.module) if leaf.requires_grad}
    leaves.update((id(leaf), leaf) for leaf in graph_leaves(first(plain.value)))
    _rescale(list(leaves.values()))
    marked = probe.call(marked_inputs(probe.dtype, T_QUERY))
    out = first(marked.value)
    if not isinstance(out, Tensor) or not out.requires_grad or out.dim() < 1:
        return []
    matrices = [leaf for leaf in leaves.values() if leaf.numel() >= _SMALLEST and leaf.dim() > 1]
    pull = randn(*out.shape, seed=5, dtype=out.dtype)
    gradients = autograd.grad((out * pull).sum(), matrices, allow_unused=True, retain_graph=True)
    rest = (out * pull)[..., 1:].sum()
    partial = autograd.grad(rest, matrices, allow_unused=True) if rest.requires_grad else gradients
    readings: list[Roles] = []
    own = _factors(probe, matrices)
    for factors in ({}, own) if own else ({},):
        roles = Roles({}, [], out.dtype)
        for matrix, gradient, without in zip(matrices, gradients, partial):
            if gradient is not None and bool((gradient != 0).any()):
                value = matrix.detach() * factors.get(id(matrix), 1.0)
                _sort(value, gradient, without, roles)
        readings.append(roles)
    return readings


def _factors(probe: Probe, matrices: list[Tensor]) -> dict[int, float]:
    """Constants that a layer multiplies its weight by (an equalised learning rate): the layer is
    fed the identity and its answer compared with the weight. By the id of the weight."""
    known = {id(matrix) for matrix in matrices}
    factors: dict[int, float] = {}
    for layer in probe.module.modules():
        own = [p for p in layer.parameters(recurse=False) if id(p) in known]
        if len(own) != 1 or type(layer) is nn.Linear or layer is probe.module:
            continue
        weight = own[0].detach()
        answer = probe.subject.attempt(layer, eye(weight.shape[-1], dtype=probe.dtype)).value
        for plain in (weight, weight.transpose(0, -1)):
            if not isinstance(answer, Tensor) or answer.shape != plain.shape:
                continue
            factor = float((answer.detach() * plain).sum() / (plain * plain).sum())
            if abs(factor - 1) > 1e-6 and close(answer, plain * factor, probe.dtype):
                factors[id(own[0])] = factor
    return factors


def _rescale(leaves: list[Tensor]) -> None:
    """Matrices become random, biases 0; a vector of ones (a norm's weight) stays."""
    matrices = [leaf for leaf in leaves if leaf.numel() >= _SMALLEST and leaf.dim() > 1]
    randomise(matrices, 41, 0.4)
    known = {id(matrix) for matrix in matrices}
    with no_grad():
        for leaf in leaves:
            if id(leaf) not in known and not bool((leaf == 1).all()):
                leaf.zero_()


def _sort(matrix: Tensor, gradient: Tensor, without: Tensor | None, roles: Roles) -> None:
    for axis, size in enumerate(matrix.shape):
        if size != D_MODEL:
            continue
        values = matrix.movedim(axis, -1).reshape(-1, D_MODEL)
        slopes = gradient.movedim(axis, -1).reshape(-1, D_MODEL) != 0
        if bool(slopes[:, 3 * GROUP :].any()) or not bool(slopes.any()):
            continue
        parts: dict[tuple[int, ...], list[Tensor]] = {}
        for row, slope in zip(values, slopes):
            fed = tuple(i for i in range(3) if bool(slope[GROUP * i : GROUP * (i + 1)].any()))
            if fed:
                parts.setdefault(fed, []).append(row)
        for fed, rows in parts.items():
            roles.rows.setdefault(fed, []).append(rows)
        return
    roles.outputs.append(_output(matrix, gradient if without is None else without))


def _output(matrix: Tensor, gradient: Tensor) -> Tensor:
    """(d_model, n); ``gradient`` is that of a loss without output feature 0."""
    axes = [a for a, size in enumerate(matrix.shape) if size == D_MODEL]
    silent = [a for a in axes if not bool((gradient.select(a, 0) != 0).any())]
    axis = (silent or axes or [0])[0]
    return matrix.movedim(axis, 0).reshape(matrix.shape[axis], -1)


@dataclass(frozen=True)
class Hypothesis:
    """One way to read the roles. ``mistakes`` follow from it; ``remark`` is a failure that has
    no name; ``cost`` counts both."""

    weights: Weights
    mistakes: tuple[str, ...] = ()
    remark: str | None = None
    cost: int = 0


SHARED = "One and the same layer projects more than one of query, key and value."
UNPROJECTED = "The {} not projected: the argument goes into the attention as it is."
_PLURAL = ("queries are", "keys are", "values are")


def weights_of(matrices: Sequence[Matrix], output: Tensor | None) -> Weights:
    query, key, value = matrices
    return Weights(query, key, value, output, HEADS)


def hypotheses(roles: Roles) -> Iterator[Hypothesis]:
    """Ways to read the roles, most likely first."""
    output = cat(roles.outputs, 1) if roles.outputs else None
    base = () if roles.outputs else ("output-projection-missing",)
    own = [roles.source_rows(i) for i in range(3)]
    if all(own):
        remark = SHARED if roles.shared else None
        matrices = [Matrix(stack(rows), i) for i, rows in enumerate(own)]
        for order in permutations(matrices):
            weights = weights_of(order, output)
            if list(order) == matrices:
                yield Hypothesis(weights, base, remark, int(roles.shared))
            elif not roles.shared:
                yield Hypothesis(weights, (*base, "value-from-wrong-input"), None, 1)
        return
    if any(own):
        raw = eye(D_MODEL, dtype=roles.dtype)
        absent = [i for i, rows in enumerate(own) if not rows]
        matrices = [Matrix(stack(rows) if rows else raw, i) for i, rows in enumerate(own)]
        remark = UNPROJECTED.format(_PLURAL[absent[0]])
        yield Hypothesis(weights_of(matrices, output), base, remark, 1)
    for matrices in _splits(roles):
        for order in permutations(matrices):
            mistakes = (*base, "value-from-wrong-input")
            yield Hypothesis(weights_of(order, output), mistakes, None, 1)


def _splits(roles: Roles) -> Iterator[list[Matrix]]:
    """Three matrices where some argument feeds more than one of them: the rows of that argument
    are cut into equal blocks, or dealt out head by head."""
    fed = [
        (s[0], [row for part in parts for row in part])
        for s, parts in roles.rows.items()
        if len(s) == 1
    ]
    count = 4 - len(fed)
    for index, (source, rows) in enumerate(fed):
        others = [Matrix(stack(r), s) for j, (s, r) in enumerate(fed) if j != index]
        if count < 2 or len(rows) % count:
            continue
        step, head = len(rows) // count, len(rows) // count // HEADS
        blocks = [rows[i * step : (i + 1) * step] for i in range(count)]
        yield others + [Matrix(stack(block), source) for block in blocks]
        if head and step == head * HEADS:
            dealt = [rows[i * head : (i + 1) * head] for i in range(count * HEADS)]
            yield others + [
                Matrix(stack([row for block in dealt[i::count] for row in block]), source)
                for i in range(count)
            ]
