"""Carries weights into a module by the shapes of its matrices and kernels.

A question that can choose its sizes gives every weight a shape of its own. Values depend on that
shape alone, so that two modules with weights of the same shapes get the same values, whatever the
names. Kernels that are stored otherwise (unfolded, transposed, a matrix for each tap) are filled
in a bounded number of ways, the plainest first. Gains stay 1 and shifts stay 0, as they begin.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections.abc import Callable, Iterator, Sequence

from torch import Tensor
from torch import no_grad as _no_grad

from .numbers import randn

Shape = tuple[int, ...]
Role = tuple[Shape, int]  # a shape, and the place among the weights of that shape
Filled = list[tuple[Tensor, Tensor]]  # weights, and the values that they get

_MOST = 12  # ways that are tried
# So large that an epsilon under the root of a variance, whatever its size, changes nothing.
_SPREAD = 300.0


def is_matrix(weight: Tensor) -> bool:
    """Whether a weight mixes features; all others are gains, shifts and biases."""
    return sum(size > 1 for size in weight.shape) > 1


def fillings(weights: Sequence[Tensor], wanted: Sequence[Shape]) -> Iterator[Filled]:
    """The ways to fill the matrices among ``weights``, which stand in the order of construction.
    ``wanted`` are the shapes that the reference has."""
    groups: dict[Shape, list[Tensor]] = {}
    for weight in filter(is_matrix, weights):
        groups.setdefault(_core(weight.shape), []).append(weight)
    roles: dict[Shape, int] = {}
    for shape in map(_core, wanted):
        roles[shape] = roles.get(shape, 0) + 1
    empty = [
        (shape, place)
        for shape, count in roles.items()
        for place in range(len(groups.get(shape, ())), count)
    ]
    options = [list(_options(own, group, roles, empty)) for own, group in groups.items()]
    for chosen in itertools.islice(_choices([len(one) for one in options]), _MOST):
        yield [pair for one, place in zip(options, chosen) for pair in one[place]]


def _choices(counts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """One of each, the plainest first; before all others those that treat everything alike, for
    a program keeps to its habits."""
    alike = [tuple(min(at, n - 1) for n in counts) for at in range(max(counts, default=1))]
    others = itertools.product(*map(range, counts))
    yield from dict.fromkeys((*alike, *sorted(itertools.islice(others, 20 * _MOST), key=sum)))


def _options(
    own: Shape, group: list[Tensor], roles: dict[Shape, int], empty: list[Role]
) -> Iterator[Filled]:
    """The ways to fill the weights of one shape."""
    count = len(group)
    alike = [role for role in empty if math.prod(role[0]) == math.prod(own)]
    if own not in roles and len(alike) >= count:
        orders = itertools.permutations(range(len(alike[0][0])))
        fitting = [o for o in orders if all(_stores(s, o, own) for s, _ in alike[:count])]
        for order in fitting:
            values = (_values(*role).permute(order) for role in alike)
            yield [(w, v.reshape(w.shape)) for w, v in zip(group, values)]
        if fitting:
            return
    taps = list(_taps(own, group, count - roles.get(own, 0), empty))
    if taps:
        yield from taps
        return
    arranged = itertools.permutations(range(count)) if count <= 3 else [tuple(range(count))]
    for places in arranged:
        yield [(w, _values(own, place).reshape(w.shape)) for w, place in zip(group, places)]


def _taps(own: Shape, group: list[Tensor], surplus: int, empty: list[Role]) -> Iterator[Filled]:
    """Kernels that are kept as a matrix for each of their places, in a run of weights."""
    kernels = [role for role in empty if role[0][:2] == own and len(role[0]) > 2]
    pieces = [p for role in kernels for p in _values(*role).flatten(2).unbind(2)]
    if not pieces or len(pieces) != surplus:
        return
    rest = [_values(own, place) for place in range(len(group) - surplus)]
    for at in (0, len(rest)) if rest else (0,):
        dealt = [*rest[:at], *pieces, *rest[at:]]
        yield [(w, v.reshape(w.shape)) for w, v in zip(group, dealt)]


def _stores(role: Shape, order: Sequence[int], own: Shape) -> bool:
    """Whether a weight whose axes are put in this order can be stored in that shape: axes are
    merged, never split."""
    if len(role) != len(order):
        return False
    ends = set(itertools.accumulate((role[axis] for axis in order), operator.mul))
    return ends.issuperset(itertools.accumulate(own, operator.mul))


def _core(shape: Sequence[int]) -> Shape:
    """Without the trailing axes of length one: a 1x1 kernel is a matrix."""
    core = tuple(shape)
    while core and core[-1] == 1:
        core = core[:-1]
    return core


@functools.lru_cache(maxsize=None)
def _values(shape: Shape, place: int) -> Tensor:
    """What the weight of that shape holds, at its place among those of the same shape."""
    seed = sum((at + 2) ** 3 * size for at, size in enumerate(shape)) % 9973 + 10007 * place
    return randn(*shape, seed=seed) * _SPREAD


def put(filled: Filled) -> None:
    """Writes the values into the weights."""
    with _no_grad():
        for weight, values in filled:
            weight.copy_(values)
