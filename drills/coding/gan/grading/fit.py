"""From the gradients at the discriminator's output to the loss that they belong to.

With q = sigmoid(s), binary cross-entropy towards a label y has the gradient a * (q - y) at the
logit s. A sigmoid too many or too few changes its form, a wrong label y, a wrong sign a.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Numbers = Sequence[float]

CLEAN, DOUBLE, RAW = "clean", "double", "raw"
FORMS = (CLEAN, DOUBLE, RAW)


@dataclass(frozen=True)
class Term:
    """What a set of rows is trained towards. ``form`` None: no form of cross-entropy fits."""

    count: int
    form: str | None = None
    scale: float = 0.0  # a
    label: float = 0.0  # y
    silent: bool = False  # no gradient at all
    gradient: tuple[float, ...] = ()
    logits: tuple[float, ...] = ()

    @property
    def towards_real(self) -> bool:
        return self._is(1, 1) or self._is(-1, 0)

    @property
    def towards_fake(self) -> bool:
        return self._is(1, 0) or self._is(-1, 1)

    @property
    def negated(self) -> bool:
        """The loss is a cross-entropy with a minus in front."""
        return self.form is not None and self.scale < 0

    def _is(self, sign: int, label: int) -> bool:
        low, high = (0.65, 1.01) if label else (-0.01, 0.35)
        return self.form is not None and self.scale * sign > 0 and low <= self.label <= high

    @property
    def weight(self) -> float:
        """Its share in the loss: 1 for a mean over its rows."""
        return self.scale * self.count


def sigmoid(s: float) -> float:
    return 1 / (1 + math.exp(-s)) if s > -700 else 0.0


def softplus(s: float) -> float:
    return max(s, 0.0) + math.log1p(math.exp(-abs(s)))


def cross_entropy(logits: Numbers, label: float) -> float:
    """The mean over the rows."""
    total = sum(label * softplus(-s) + (1 - label) * softplus(s) for s in logits)
    return total / max(len(logits), 1)


def _columns(form: str, logits: Numbers) -> tuple[list[float], list[float]] | None:
    """(u, v) with gradient = a * (u - y v)."""
    q = [sigmoid(s) for s in logits]
    if form == CLEAN:
        return q, [1.0] * len(q)
    if form == DOUBLE:
        return [sigmoid(p) * p * (1 - p) for p in q], [p * (1 - p) for p in q]
    if any(not 0 < s < 1 for s in logits):
        return None
    return [1 / (1 - s) for s in logits], [1 / (s * (1 - s)) for s in logits]


def fit(logits: Numbers, gradient: Numbers, tolerance: float) -> Term:
    """The form, scale and label that reproduce ``gradient``."""
    size = math.sqrt(sum(g * g for g in gradient))
    seen = {"gradient": tuple(gradient), "logits": tuple(logits)}
    if not all(map(math.isfinite, gradient)):
        return Term(len(logits), **seen)
    if max(map(abs, gradient), default=0.0) < 1e-7:
        return Term(len(logits), silent=True, **seen)
    for form in FORMS:
        columns = _columns(form, logits)
        if columns is None:
            continue
        solved = _solve(*columns, gradient)
        if solved is None:
            continue
        a, b = solved
        off = sum((a * u - b * v - g) ** 2 for u, v, g in zip(*columns, gradient))
        if math.sqrt(off) <= tolerance * size and abs(a) > 1e-9:
            term = Term(len(logits), form, a, b / a, **seen)
            if term.towards_real or term.towards_fake:
                return term
    return Term(len(logits), **seen)


def _solve(u: Numbers, v: Numbers, g: Numbers) -> tuple[float, float] | None:
    """Least squares for g = a u - b v."""
    uu, uv, vv = _dot(u, u), _dot(u, v), _dot(v, v)
    ug, vg = _dot(u, g), _dot(v, g)
    determinant = uu * vv - uv * uv
    if determinant <= 1e-12 * uu * vv:
        return None
    return (ug * vv - vg * uv) / determinant, (uv * ug - uu * vg) / determinant


def _dot(a: Numbers, b: Numbers) -> float:
    return sum(x * y for x, y in zip(a, b))


def soft_labels(term: Term, scale: float) -> list[float] | None:
    """Labels drawn anew for each real sample (near 1), given the scale of the loss."""
    if scale <= 0 or not term.gradient:
        return None
    labels = [sigmoid(s) - g / scale for s, g in zip(term.logits, term.gradient)]
    return labels if all(0.65 <= y <= 1.25 for y in labels) else None
