"""Carries a reference's weights into a candidate, whatever its layout.

What a weight is for shows in gradients: marked inputs (features that are zero everywhere but in a
group) and pulled outputs send gradients to some rows of a matrix and not to others. Rows with the
same marks have the same role, and every role has fixed values. A role that sits in several
matrices, or in an order of its own, is tried in a bounded number of arrangements.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from torch import Tensor, autograd, finfo, nn
from torch import is_floating_point as _is_float
from torch import no_grad as _no_grad

from .numbers import randn, randomise
from .parameters import all_weights, graph_leaves

Order = Callable[[int], Optional[Sequence[int]]]  # of rows: the places they come from, or None

_MOST = 64  # arrangements that are tried
_CENTRED = "centred"
_SPREAD = 0.25  # standard deviation of the values that are put in


@dataclass(frozen=True)
class Mark:
    """A call whose gradients show roles.

    ``groups`` are ranges of features: those in which inputs are not zero, or, where ``pulled``,
    those of the output that the gradient comes from. ``pick`` takes from the output what counts.
    ``without`` says which matrices are zero during the call: in a module of several parts, a mark
    then shows the roles of one of them. What is ``pulled`` and ``centred`` gets values that write
    features of mean 0: then norms with and without a mean to subtract do the same.
    """

    arguments: tuple[Any, ...]
    groups: tuple[tuple[int, int], ...]
    pulled: bool = False
    pick: Callable[[Tensor], Tensor] = lambda output: output
    without: Callable[[Tensor], bool] = lambda matrix: False
    centred: bool = False


Role = tuple[Any, ...]


@dataclass(frozen=True)
class Slot:
    """Rows of a matrix: ``axis`` runs over the features, ``rows`` are places on the other axes
    taken together. With ``turned`` the features run over the rows themselves."""

    tensor: Tensor
    axis: int
    rows: tuple[int, ...]
    turned: bool = False

    @property
    def count(self) -> int:
        return self.tensor.shape[self.axis] if self.turned else len(self.rows)


@dataclass(frozen=True)
class Roles:
    """The slots of each role, in the order in which the module holds them."""

    slots: dict[Role, list[Slot]]

    def arrangements(self, orders: Sequence[Order]) -> Iterator[list[tuple[Slot, Tensor]]]:
        """What to put where: the plainest arrangement first."""
        options = [list(_options(role, slots, orders)) for role, slots in self.slots.items()]
        # The number of deviations from the plainest arrangement grows slowly this way.
        places = itertools.product(*(range(len(one)) for one in options))
        ranked = sorted(itertools.islice(places, 20 * _MOST), key=sum)
        for chosen in ranked[:_MOST]:
            yield [pair for one, place in zip(options, chosen) for pair in one[place]]


def find(module: nn.Module, marks: Sequence[Mark], run: Callable[[Mark], Tensor]) -> Roles:
    """Overwrites the weights of ``module`` and finds out what each is for. ``run`` calls the
    module on a mark and returns its output, or raises what the module raises."""
    first = run(marks[0]) if marks else None
    if not isinstance(first, Tensor):
        return Roles({})
    leaves = {id(t): t for t in (*all_weights(module), *graph_leaves(first)) if _is_float(t)}
    weights = [t.requires_grad_(True) for t in leaves.values() if t.is_leaf]
    size = marks[0].arguments[0].shape[-1]
    matrices = [t for t in weights if t.dim() > 1 and size in t.shape and t.numel() > size]
    matrices = [t for t in matrices if not _are_gains(t, size)]
    before = [matrix.detach().clone() for matrix in matrices]
    randomise(matrices, 41, _SPREAD)
    for tensor in weights:
        if all(tensor is not matrix for matrix in matrices):
            _silence(tensor, tensor)
    gradients = []
    for mark in marks:
        with _zeroed(filter(mark.without, matrices)):
            gradients.append(_gradients(mark, run, matrices))
    slots: dict[Role, list[Slot]] = {}
    for at, matrix in enumerate(matrices):
        found = list(_slots(matrix, marks, [one[at] for one in gradients]))
        for role, slot in found:
            slots.setdefault(role, []).append(slot)
        if not found:
            _silence(matrix, before[at])
    return Roles(dict(sorted(slots.items(), key=lambda item: repr(item[0]))))


def _are_gains(tensor: Tensor, size: int) -> bool:
    """Whether a tensor holds the gains of two norms, one row each."""
    return tensor.numel() == 2 * size and bool((tensor == 1).all())


def _silence(tensor: Tensor, before: Tensor) -> None:
    """Zeroes what has no role, for biases are free; what began as a constant is a gain or a
    scale, and stays one."""
    varies = before.numel() > 1 and bool((before != before.reshape(-1)[0]).any())
    with _no_grad():
        tensor.zero_() if varies else tensor.copy_(before)


@contextlib.contextmanager
def _zeroed(tensors: Iterable[Tensor]) -> Iterator[None]:
    before = [(tensor, tensor.detach().clone()) for tensor in tensors]
    with _no_grad():
        for tensor, _ in before:
            tensor.zero_()
    try:
        yield
    finally:
        with _no_grad():
            for tensor, values in before:
                tensor.copy_(values)


def put(arrangement: Sequence[tuple[Slot, Tensor]]) -> None:
    """Writes the values into the weights."""
    with _no_grad():
        for slot, values in arrangement:
            moved = slot.tensor.movedim(slot.axis, -1)
            flat = moved.reshape(-1, moved.shape[-1]).clone()
            if slot.turned:
                flat[list(slot.rows)] = values.t().to(flat.dtype)
            else:
                flat[list(slot.rows)] = values.to(flat.dtype)
            slot.tensor.copy_(flat.reshape(moved.shape).movedim(-1, slot.axis))


def _gradients(
    mark: Mark, run: Callable[[Mark], Tensor], matrices: list[Tensor]
) -> list[Tensor | None]:
    output = mark.pick(run(mark))
    if mark.pulled:
        start, end = mark.groups[0]
        output = output[..., start:end]
    pull = randn(*output.shape, seed=5, dtype=output.dtype)
    total = (output * pull).sum()
    if not matrices or not total.requires_grad:
        return [None] * len(matrices)
    try:
        return list(autograd.grad(total, matrices, allow_unused=True))
    except RuntimeError:  # a graph that an earlier call is part of: the module keeps a state
        return [None] * len(matrices)


def _slots(
    matrix: Tensor, marks: Sequence[Mark], gradients: Sequence[Tensor | None]
) -> Iterator[tuple[Role, Slot]]:
    size = marks[0].arguments[0].shape[-1]
    axes = [axis for axis, length in enumerate(matrix.shape) if length == size]
    for axis in axes:
        rows = _fed(matrix, axis, marks, gradients)
        if rows:
            for role in dict.fromkeys(rows.values()):
                yield role, Slot(matrix, axis, tuple(r for r, one in rows.items() if one == role))
            rest = [r for r in range(matrix.numel() // size) if r not in rows]
            yield from _output(matrix, axis, rest, marks, gradients)
            return
    for axis in axes:
        found = list(_output(matrix, axis, None, marks, gradients))
        if found:
            yield from found
            return


def _fed(
    matrix: Tensor, axis: int, marks: Sequence[Mark], gradients: Sequence[Tensor | None]
) -> dict[int, Role]:
    """The rows that inputs feed, each with the groups that reach it in every mark."""
    size = matrix.shape[axis]
    roles: dict[int, list[Any]] = {}
    outside: set[int] = set()
    for mark, gradient in zip(marks, gradients):
        if mark.pulled:
            continue
        count = matrix.numel() // size
        live = _live(gradient, axis) if gradient is not None else [[False] * size] * count
        for row, features in enumerate(live):
            reached = tuple(
                group for group, (a, b) in enumerate(mark.groups) if any(features[a:b])
            )
            inside = {f for a, b in mark.groups for f in range(a, b)}
            if any(on and feature not in inside for feature, on in enumerate(features)):
                outside.add(row)
            roles.setdefault(row, []).append(reached)
    return {r: tuple(one) for r, one in roles.items() if r not in outside and any(one)}


def _output(
    matrix: Tensor,
    axis: int,
    rows: Sequence[int] | None,
    marks: Sequence[Mark],
    gradients: Sequence[Tensor | None],
) -> Iterator[tuple[Role, Slot]]:
    """The rows that write the output: with features along ``axis``, or along the rows. Each pulled
    mark after the first shows rows with a role of their own."""
    pulls = [(mark, g) for mark, g in zip(marks, gradients) if mark.pulled]
    for place, (mark, gradient) in enumerate(pulls):
        if gradient is None:
            continue
        role: Role = ("output", *([place] if place else []), *([_CENTRED] if mark.centred else []))
        (start, end), size = mark.groups[0], matrix.shape[axis]
        live = _live(gradient, axis)
        places = list(range(len(live))) if rows is None else list(rows)
        columns = [any(live[row][f] for row in places) for f in range(size)]
        if any(columns) and not any(on for f, on in enumerate(columns) if not start <= f < end):
            yield role, Slot(matrix, axis, tuple(places))
            return
        if rows is not None and len(places) == size:
            lit = [any(live[row]) for row in places]
            if any(lit) and not any(on for f, on in enumerate(lit) if not start <= f < end):
                yield role, Slot(matrix, axis, tuple(places), turned=True)
                return


def _live(gradient: Tensor, axis: int) -> list[list[bool]]:
    """For each row along ``axis`` which of its features receive a gradient worth the name."""
    moved = gradient.movedim(axis, -1).reshape(-1, gradient.shape[axis]).abs()
    # A fused attention leaves rounding where the gradient is 0.
    rounding = 10 * finfo(gradient.dtype).eps
    return (moved > max(rounding, 1e-9) * moved.max().clamp(min=1e-30)).tolist()


def _options(
    role: Role, slots: list[Slot], orders: Sequence[Order]
) -> Iterator[list[tuple[Slot, Tensor]]]:
    """The ways to deal a role's values out to its slots."""
    total = sum(slot.count for slot in slots)
    width = len(slots[0].rows) if slots[0].turned else slots[0].tensor.shape[slots[0].axis]
    values = randn(total, width, seed=_seed(role)) * _SPREAD
    if _CENTRED in role:
        values -= values.mean(-1, keepdim=True)
    arranged = itertools.permutations(slots) if len(slots) <= 3 else [tuple(slots)]
    for blocks in arranged:
        for order in (_plain, *orders):
            places = order(total)
            if places is None:
                continue
            dealt, at = [], 0
            for slot in blocks:
                chosen = list(places[at : at + slot.count])
                dealt.append((slot, values[chosen]))
                at += slot.count
            yield dealt


def _plain(count: int) -> Sequence[int]:
    return range(count)


def _seed(role: Role) -> int:
    """The same for a role in every process."""
    return sum((at + 3) * ord(letter) for at, letter in enumerate(repr(role))) % 9973 + 100
