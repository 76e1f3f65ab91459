"""From the gradients that a step applied to dLoss/dlogit, and to the loss that it belongs to.

With q = sigmoid(s), binary cross-entropy towards a label y has the gradient a * (q - y) at the
logit s. A sigmoid too many or too few changes its form, a wrong label y, a wrong sign a.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch import tensor as _tensor

from .harness import DISCRIMINATOR, Evidence

CLEAN, DOUBLE, RAW = "clean", "double", "raw"
_SILENT = 1e-7  # gradients below are none


@dataclass(frozen=True)
class Reading:
    """The own network's gradient in one step, without what stood there before."""

    evidence: Evidence
    gradient: dict[int, float]  # row -> dLoss/dlogit
    leftover: bool  # what stood there before was not cleared
    extra: bool  # there is gradient that no row's logit accounts for
    repeated: bool  # two optimizer steps moved the same row
    norm: float


def read(evidence: Evidence, before: Evidence) -> Reading:
    """``before`` is the same step on gradients of None: what it has in unused rows as well comes
    from the loss, and what ``evidence`` has more was left there from before."""
    applied, direction, unused, first = _by_row(evidence)
    plain, _, unused_before, _ = _by_row(before)
    more = (applied.sum(0) - plain.sum(0))[unused & unused_before]
    left = _constant(more) if evidence.trial.filled else 0.0
    clean = applied - left / len(applied)
    values = clean @ direction / (direction @ direction)
    stray = clean - values[..., None] * direction
    stray[:, unused] = clean[:, unused]
    near = (1e-7 if applied.dtype == torch.float64 else 1e-4) * float(clean.abs().max())
    return Reading(
        evidence,
        gradient={first + i: value for i, value in enumerate(values.sum(0).tolist())},
        leftover=left != 0.0,
        extra=bool((stray.sum(0).abs() > near).any()),
        repeated=bool(((values.abs() > _SILENT).sum(0)[~unused] > 1).any()),
        norm=float((clean**2).sum() ** 0.5),
    )


def _constant(more: Tensor) -> float:
    """The constant that all of these are; 0 where they are not alike, as noise is not."""
    mean = float(more.mean()) if more.numel() else 0.0
    alike = abs(mean) > 1e-3 and bool(((more - mean).abs() <= 0.1 * abs(mean)).all())
    return mean if alike else 0.0


def _by_row(evidence: Evidence) -> tuple[Tensor, Tensor, Tensor, int]:
    """Own gradients as (optimizer steps, rows, features), the direction of dLoss/dlogit among
    the features, which rows no call used, and the first row."""
    applied, notes = evidence.applied, evidence.notes
    used, first, direction = notes.made, notes.first_fake, notes.weight
    if evidence.step == DISCRIMINATOR:
        applied = applied.transpose(1, 2)
        used, first, direction = notes.seen, 0, applied.new_ones(1)
    unused = [first + i not in used for i in range(applied.shape[1])]
    return applied, direction, _tensor(unused), first


@dataclass(frozen=True)
class Term:
    """What a set of rows is trained towards. ``form`` None: no form of cross-entropy fits."""

    logits: tuple[float, ...]
    gradient: tuple[float, ...]
    form: str | None = None
    scale: float = 0.0  # a
    label: float = 0.0  # y

    @property
    def count(self) -> int:
        return len(self.logits)

    @property
    def silent(self) -> bool:
        return max(map(abs, self.gradient), default=0.0) < _SILENT

    @property
    def weight(self) -> float:
        """Its share in the loss: 1 for a mean over its rows."""
        return self.scale * self.count

    @property
    def aim(self) -> float:
        """The label; a cross-entropy with a minus in front aims at the other one."""
        return self.label if self.scale > 0 else 1 - self.label

    def towards(self, label: int) -> bool:
        """Whether that is the label, perhaps smoothed."""
        known = self.form is not None and -0.01 <= self.aim <= 1.01
        return known and abs(label - self.aim) <= 0.35


def sigmoid(s: float) -> float:
    return 1 / (1 + math.exp(-s)) if s > -700 else 0.0


def cross_entropy(logits: Sequence[float], labels: Sequence[float]) -> float:
    """The mean over the rows."""
    parts = [max(s, 0.0) - s * y + math.log1p(math.exp(-abs(s))) for s, y in zip(logits, labels)]
    return sum(parts) / max(len(parts), 1)


def fit(reading: Reading, real: bool, tolerance: float) -> Term:
    """The form, scale and label that reproduce the gradients of the real or generated rows."""
    by_row = _logits(reading.evidence, real)
    logits, gradient = tuple(by_row.values()), tuple(map(reading.gradient.__getitem__, by_row))
    plain = Term(logits, gradient)
    if plain.silent or not all(map(math.isfinite, gradient)):
        return plain
    q = [sigmoid(s) for s in logits]
    forms = {  # (u, v) with gradient = a * (u - y v)
        CLEAN: [(p, 1.0) for p in q],
        DOUBLE: [(sigmoid(p) * p * (1 - p), p * (1 - p)) for p in q],
    }
    if all(0 < s < 1 for s in logits):
        forms[RAW] = [(1 / (1 - s), 1 / (s * (1 - s))) for s in logits]
    for form, columns in forms.items():
        a, b = _solve(columns, gradient)
        off = math.dist([a * u - b * v for u, v in columns], gradient)
        if abs(a) > 1e-9 and off <= tolerance * math.hypot(*gradient):
            return Term(logits, gradient, form, a, b / a)
    return plain


def _logits(evidence: Evidence, real: bool) -> dict[int, float]:
    """By row, from calls that took part in the loss if there are any: others only measure."""
    found: dict[bool, dict[int, float]] = {False: {}, True: {}}
    for call in evidence.notes.calls:
        for row, s in zip(call.rows, call.logits):
            if row is not None and (row < evidence.notes.first_fake) == real:
                found[call.heard][row] = s
    return found[True] or found[False]


def _solve(columns: Sequence[tuple[float, float]], g: Sequence[float]) -> tuple[float, float]:
    """Least squares for g = a u - b v; zeros where that is not one pair."""
    uu, uv, vv = (sum(c[i] * c[j] for c in columns) for i, j in ((0, 0), (0, 1), (1, 1)))
    ug, vg = (sum(c[i] * x for c, x in zip(columns, g)) for i in (0, 1))
    determinant = uu * vv - uv * uv
    if determinant <= 1e-12 * uu * vv:
        return 0.0, 0.0
    return (ug * vv - vg * uv) / determinant, (uv * ug - uu * vg) / determinant
