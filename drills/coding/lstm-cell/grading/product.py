"""Takes r = i * g apart, where only the product can be seen.

All gradients of a function of two affine arguments lie in the plane of their weights w and v. In
that plane the second derivatives of log|r| are a w w' + b v v' at every point, which leaves one
pair of directions along which only one of the factors changes. The first two derivatives along
such a direction tell the kind of the factor, its scale and its argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import torch
from torch import Tensor, atanh, cat, einsum, eye, isfinite, linalg, log, logit, ones, sigmoid
from torch import stack, tanh, tensor, where

from .cell import HIDDEN, SIZE, points
from .curves import STEP, affine, is_relu, sighted, unit

Values = Callable[[Tensor], Tensor]  # (m, SIZE) -> (m, HIDDEN)

_CENTRES = 10  # for each unit
_CURVED = 3e-4  # step of second derivatives
COARSE = 1e-3  # how exactly they tell things apart


@dataclass(frozen=True)
class Factor:
    """One factor of r. ``slope`` (H, n) points to where a sigmoid opens, up to a scale."""

    kind: str
    slope: Tensor
    start: Tensor  # (H, n + 1), its weight and bias to about COARSE, if it is a sigmoid or a tanh


@dataclass(frozen=True)
class Parts:
    """How the affine arguments of r are joined: "single" for one, "product", "sum",
    "exponential" for a factor that is one, or "" for anything else."""

    joined: str = ""
    factors: tuple[Factor, ...] = ()  # of a product
    slopes: tuple[Tensor, ...] = ()


def own(values: Values, rows: Tensor) -> Tensor:
    """(H, ...) of (H, ..., n): each unit's value at its own points."""
    found = values(rows.reshape(-1, SIZE)).reshape(*rows.shape[:-1], HIDDEN)
    return stack([found[k, ..., k] for k in range(HIDDEN)])


def take_apart(values: Values) -> Parts:
    centres = _centres(values)
    steps = eye(SIZE, dtype=torch.float64) * STEP
    ends = own(values, centres[:, :, None] + cat([steps, -steps])).unflatten(2, (2, SIZE))
    gradients = unit(ends[:, :, 0] - ends[:, :, 1])
    if not bool(isfinite(gradients).all()):
        return Parts()
    _, sizes, directions = linalg.svd(gradients)
    ranks = {int((size > 1e-5 * size[0]).sum()) for size in sizes}
    if ranks == {1}:
        return Parts("single", slopes=(directions[:, 0],))
    if ranks != {2}:
        return Parts()
    plane = directions[:, :2]  # (H, 2, n)
    grid = tensor([(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)], dtype=torch.float64)
    offsets = einsum("ka,han->hkn", grid * _CURVED, plane)
    seen = own(values, centres[:, :, None] + offsets[:, None]).unflatten(2, (3, 3))
    for joined, shown in (("product", log(seen.abs())), ("sum", seen)):
        first, second = _derivatives(shown)
        pair = _separate(second)
        if pair == "single":
            return Parts("exponential" if joined == "product" else "")
        if pair is None:
            continue
        slopes, along = ([einsum("ha,han->hn", v, plane) for v in vectors] for vectors in pair)
        if not _is_joined(values, joined, along):
            continue
        if joined == "sum":
            return Parts(joined, slopes=tuple(slopes))
        found = []
        for slope, direction, flat in zip(slopes, along, pair[1]):
            p = einsum("hka,ha->hk", first, flat)
            q = einsum("ha,hkab,hb->hk", flat, second, flat)
            found.append(_guess(values, centres, seen[:, :, 1, 1], slope, direction, p, q))
        return Parts(joined, _sorted(*found), tuple(slopes))
    return Parts()


def _centres(values: Values) -> Tensor:
    """(H, k, n): points for each unit where r has its usual size, so that no factor is shut."""
    rows = points(300, 71)
    size = values(rows).abs()
    usual = stack([one[one > 0].median() if bool((one > 0).any()) else one[0] for one in size.T])
    far = (size / (usual + 1e-30) - 1).abs().masked_fill(size == 0, 1e9)
    return rows[far.argsort(0)[:_CENTRES].T]


def _derivatives(f: Tensor) -> tuple[Tensor, Tensor]:
    """(H, k, 2) and (H, k, 2, 2) in the plane, from the values (H, k, 3, 3) on a small grid."""
    first = stack([f[..., 2, 1] - f[..., 0, 1], f[..., 1, 2] - f[..., 1, 0]], -1) / (2 * _CURVED)
    one = f[..., 2, 1] + f[..., 0, 1] - 2 * f[..., 1, 1]
    two = f[..., 1, 2] + f[..., 1, 0] - 2 * f[..., 1, 1]
    both = (f[..., 2, 2] - f[..., 2, 0] - f[..., 0, 2] + f[..., 0, 0]) / 4
    second = stack([one, both, both, two], -1).unflatten(-1, (2, 2)) / _CURVED**2
    return first, second


def _separate(second: Tensor):
    """Weights and directions in which all second derivatives are diagonal; "single" where only
    one argument is curved; None where nothing real does it."""
    if not bool(isfinite(second).all()):
        return None
    # Both directions d and e fulfil p d1 e1 + m (d1 e2 + d2 e1) + q d2 e2 = 0 at every centre, so
    # the symmetric product of d and e is the vector (x, y, z) that is orthogonal to all of these.
    rows = stack([second[..., 0, 0], second[..., 0, 1], second[..., 1, 1]], -1)
    size = rows.norm(dim=2, keepdim=True)
    _, sizes, rest = linalg.svd(rows / torch.maximum(size, 1e-2 * size.amax(1, keepdim=True)))
    if bool((sizes[:, 1] < COARSE * sizes[:, 0]).all()):
        return "single"
    x, y, z = rest[:, 2].unbind(1)
    square = y * y - 4 * x * z
    if bool((sizes[:, 2] > 1e-2 * sizes[:, 1]).any()) or float(square.min()) <= 1e-6:
        return None
    q = -(y + where(y < 0, -square.sqrt(), square.sqrt())) / 2
    normals = [unit(stack(pair, 1)) for pair in ((q, x), (z, q))]  # the weights, in the plane
    turned = [stack([-n[:, 1], n[:, 0]], 1) for n in normals]
    along = [turned[1], turned[0]]
    return normals, [d / (d * n).sum(1, keepdim=True) for d, n in zip(along, normals)]


def _is_joined(values: Values, joined: str, along: list[Tensor]) -> bool:
    """Finite steps along both directions add up (of the logarithm, for a product)."""
    one, two = (direction[:, None] for direction in along)
    start = points(4, 73, 0.7)
    corners = [start + s * one + t * two for s in (0, 0.8) for t in (0, -0.7)]
    a, b, c, d = own(values, stack(corners, 1)).unbind(1)
    gap = a * d - b * c if joined == "product" else a + d - b - c
    return float(gap.abs().max()) < 1e-4 * (1e-3 + float(stack([a, b, c, d]).abs().max()))


def _guess(
    values: Values, centres: Tensor, r: Tensor, slope: Tensor, along: Tensor, p: Tensor, q: Tensor
) -> list[Factor]:
    """The factor of each unit, from (log|y|)' = p and (log|y|)'' = q along its direction."""
    line = torch.arange(-3, 3.5, 0.5, dtype=r.dtype)
    seen = own(values, centres[:, :1] + line[:, None] * along[:, None])
    # y = sigmoid(s t + b): p = s (1 - y) and q = -s^2 y (1 - y).
    s = p - q / p
    gate = s, logit((-q / (p * s)).clamp(1e-9, 1 - 1e-9))
    # y = tanh(s t + b): p = s (1 - y^2) / y, and k = s^2 (1 - y^2).
    k = -(q + p * p) / 2
    y = (k / (k + p * p)).clamp(0, 1 - 1e-12).sqrt() * r.sign()
    content = p * y / (1 - y * y), atanh(y)
    clear = p * p + q.abs() > COARSE * (p * p + q.abs()).amax(1, keepdim=True)
    found = []
    for h in range(HIDDEN):
        kind, (scale, argument) = "other", (s, gate[1])
        for name, guess in (("sigmoid", gate), ("tanh", content)):
            scales = guess[0][h][clear[h]].abs()  # between two tanh the sign of r is of no use
            middle = scales.median()
            if float((scales - middle).abs().max()) < 1e-2 * float(middle):
                kind, (scale, argument) = name, guess
        if kind == "other" and bool(((q + p * p)[h].abs() < COARSE * (p * p)[h]).all()):
            straight = affine(line[:, None], seen[h][:, None], 1e-4) is not None
            bent = is_relu(line[:, None], (seen[h] * seen[h].sum().sign())[:, None])
            kind = "identity" if straight else "relu" if bent else "other"
        weight = scale[h].median() * slope[h]
        bias = (argument[h] - centres[h] @ weight).median()
        turned = slope[h] * (weight @ slope[h]).sign() if kind == "sigmoid" else slope[h]
        found.append(Factor(kind, turned, cat([weight, bias[None]])))
    return found


def _sorted(one: list[Factor], two: list[Factor]) -> tuple[Factor, ...]:
    """The factors of all units, in such an order that each has one kind where that is possible;
    two of one kind are told apart by what they see."""

    def key(factor: Factor) -> tuple:
        return factor.kind, sighted(factor.slope, COARSE)

    def is_turned(a: Factor, b: Factor) -> bool:
        first, second = key(one[0]), key(two[0])
        return key(b) == first != key(a) or key(a) == second != key(b)

    rows = [(b, a) if is_turned(a, b) else (a, b) for a, b in zip(one, two)]
    joined = []
    for units in zip(*rows):
        kinds = {factor.kind for factor in units}
        slope, start = stack([f.slope for f in units]), stack([f.start for f in units])
        joined.append(Factor(kinds.pop() if len(kinds) == 1 else "other", slope, start))
    return tuple(joined)


def exact(values: Values, gate: Factor, candidate: Factor) -> tuple[Tensor, Tensor] | None:
    """The weights (H, n + 1) of sigmoid and tanh, when r is exactly their product."""
    u = points(72, 79)
    rows, r = cat([u, ones(len(u), 1, dtype=u.dtype)], 1), values(u).T
    weights = stack([gate.start, candidate.start], 1)  # (H, 2, n + 1)
    for _ in range(8):  # Gauss and Newton
        z = einsum("mn,hkn->hkm", rows, weights)
        i, g = sigmoid(z[:, 0]), tanh(z[:, 1])
        gap = r - i * g
        if float(gap.abs().max()) < 1e-10:
            break
        turns = stack([i * (1 - i) * g, i * (1 - g * g)], -1)[..., None] * rows[:, None]
        change = linalg.pinv(turns.flatten(2)) @ gap[..., None]
        weights = weights + change.reshape(weights.shape)
    z = einsum("mn,hkn->hkm", rows, weights)
    gap = (r - sigmoid(z[:, 0]) * tanh(z[:, 1])).abs().max()
    return (weights[:, 0], weights[:, 1]) if float(gap) < 1e-7 else None


# Gate and candidate of one argument z, perhaps one made from the other's activation p: the kind of
# the candidate, their product (it rises with p), where p begins, and what undoes the activation.
_CHAINS: tuple[tuple[str, Callable[[Tensor], Tensor], float, Callable[[Tensor], Tensor]], ...] = (
    ("tanh", lambda p: p * tanh(logit(p)), 0.5, logit),  # i = sigmoid(z), g = tanh(z)
    ("tanh", lambda p: p * tanh(p), 0.0, logit),  # i = sigmoid(z), g = tanh(i)
    ("tanh", lambda p: sigmoid(p) * p, -1.0, atanh),  # g = tanh(z), i = sigmoid(g)
    ("sigmoid", lambda p: p * p, 0.0, logit),  # g = i
    ("other", lambda p: p * sigmoid(p), 0.0, logit),  # i = sigmoid(z), g = sigmoid(i)
)


def chained(u: Tensor, r: Tensor) -> str | None:
    """The candidate's kind when r is a gate and a candidate of one argument."""
    for kind, product, start, inverse in _CHAINS:
        low, high = torch.full_like(r, start), torch.ones_like(r)
        for _ in range(60):  # bisection
            middle = (low + high) / 2
            below = product(middle) < r
            low, high = where(below, middle, low), where(below, high, middle)
        reached = r > product(torch.full_like(r, start + 1e-9)).nan_to_num()
        z = inverse((low + high) / 2)
        if all(affine(u[on], c[on][:, None], 1e-5) is not None for c, on in zip(z.T, reached.T)):
            return kind
    return None
