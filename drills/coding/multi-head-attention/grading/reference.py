"""Multi-head attention as a function of explicit matrices, with every listed bug as a flag."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from torch import Tensor, float32, float64, ones_like, softmax

# Flags, most frequent mistakes first: among hypotheses that fit equally well the first wins.
BUGS = (
    "scale-missing",
    "scale-by-d-model",
    "scale-without-sqrt",
    "scale-multiplied",
    "heads-merged-without-transpose",
    "heads-split-by-view",
    "heads-split-by-view.merged-alike",
    "heads-attend-to-heads",
    "heads-attend-to-heads.transposed",
    "heads-not-split",
    "heads-not-split.head-scale",
    "heads-averaged.mean",
    "heads-averaged.sum",
    "heads-averaged.projected",
    "softmax-wrong-dim.queries",
    "softmax-wrong-dim.heads",
    "softmax-wrong-dim.batch",
    "residual-added",
    "normalisation-added.output",
)
MASK_BUGS = (
    "mask-ignored",
    "mask-inverted",
    "mask-after-softmax",
    "mask-wrong-fill.zero",
    "mask-wrong-fill.added",
)
EXCLUSIVE = (
    ("scale-missing", "scale-by-d-model", "scale-without-sqrt", "scale-multiplied"),
    tuple(f for f in BUGS if f.startswith("heads-")),
)
# How the rows of a projection may be ordered: by head ("hd") or by feature of a head ("dh").
# One letter pair for queries and keys, one for values, one for the output's columns.
LAYOUTS = tuple((a, b, c) for a in ("hd", "dh") for b in ("hd", "dh") for c in ("hd", "dh"))


@dataclass(frozen=True, eq=False)
class Matrix:
    """One projection: ``rows`` (n, d_model), fed by argument ``source`` (0, 1 or 2)."""

    rows: Tensor
    source: int


@dataclass(frozen=True)
class Weights:
    """What a candidate's parameters amount to. ``output`` is (d_model, n) or None."""

    query: Matrix
    key: Matrix
    value: Matrix
    output: Tensor | None
    heads: int
    layout: tuple[str, str, str] = LAYOUTS[0]

    @property
    def d_model(self) -> int:
        return self.query.rows.shape[1]

    @property
    def width(self) -> int:
        """Features of one head: d_model / heads, unless every head is d_model wide."""
        columns = self.output.shape[1] if self.output is not None else 0
        wide = self.heads * self.d_model
        full = self.value.rows.shape[0] == wide or columns == wide
        return self.d_model if full else self.d_model // self.heads

    @property
    def is_shared(self) -> bool:
        """Whether a projection is as wide as one head only, so that all heads must share it."""
        return any(m.rows.shape[0] == self.width for m in (self.query, self.key, self.value))

    def arranged(self, layout: tuple[str, str, str]) -> Weights:
        return replace(self, layout=layout)


def attention(
    weights: Weights,
    arguments: Sequence[Tensor],
    mask: Tensor | None = None,
    flags: frozenset[str] = frozenset(),
    fill: float | None = None,
) -> Tensor:
    """The output for (query, key, value) and a mask that broadcasts to (B, H, Tq, Tk).

    ``fill``: what masked scores are set to. Raises ValueError where shapes do not fit together;
    sizes are compared before torch is asked, because its exceptions are slow in 1.13.
    """
    try:
        return _attention(weights, arguments, mask, flags, fill)
    except (RuntimeError, IndexError) as error:
        raise ValueError(str(error)) from None


def _attention(
    w: Weights,
    arguments: Sequence[Tensor],
    mask: Tensor | None,
    flags: frozenset[str],
    fill: float | None,
) -> Tensor:
    heads = 1 if "heads-not-split" in flags or "heads-not-split.head-scale" in flags else w.heads
    width = w.width * w.heads // heads
    across = any(f.startswith("heads-attend-to-heads") for f in flags)
    by_view = any(f.startswith("heads-split-by-view") for f in flags)

    def project(matrix: Matrix, layout: str) -> Tensor:
        x = arguments[matrix.source] @ matrix.rows.transpose(0, 1)  # (B, T, n)
        if matrix.rows.shape[0] == w.width:
            x = x.repeat(1, 1, w.heads)
        batch, length, size = x.shape
        if size != heads * width:
            raise ValueError("a projection does not fit the heads")
        if by_view:
            return x.reshape(batch, heads, length, width)
        if across:
            return x.reshape(batch, length, heads, width)
        if layout == "dh":
            return x.reshape(batch, length, width, heads).permute(0, 3, 1, 2)
        return x.reshape(batch, length, heads, width).transpose(1, 2)

    q, k = project(w.query, w.layout[0]), project(w.key, w.layout[0])
    v = project(w.value, w.layout[1])
    if v.shape[:3] != k.shape[:3] or (across and q.shape[1] != k.shape[1]):
        raise ValueError("keys, values and queries do not fit together")
    d_k = w.width if "heads-not-split.head-scale" in flags else width
    scores = q @ k.transpose(-2, -1) * _scale(d_k, w.d_model, flags)
    context = _weigh(scores, mask, flags, fill) @ v
    out = _merge(context, w, flags)
    if "residual-added" in flags:
        out = out + arguments[0]
    if "normalisation-added.output" in flags:
        out = out - out.mean(-1, keepdim=True)
        out = out / (out.pow(2).mean(-1, keepdim=True) + 1e-5).sqrt()
    return out


def _scale(d_k: int, d_model: int, flags: frozenset[str]) -> float:
    if "scale-missing" in flags:
        return 1.0
    if "scale-by-d-model" in flags:
        return 1 / math.sqrt(d_model)
    if "scale-without-sqrt" in flags:
        return 1 / d_k
    return math.sqrt(d_k) if "scale-multiplied" in flags else 1 / math.sqrt(d_k)


def _weigh(
    scores: Tensor, mask: Tensor | None, flags: frozenset[str], fill: float | None
) -> Tensor:
    """Softmax with the mask, (B, H, Tq, Tk)."""
    dim = -1
    for name, other in (("queries", -2), ("heads", 1), ("batch", 0)):
        if f"softmax-wrong-dim.{name}" in flags:
            dim = other
    if mask is None or "mask-ignored" in flags:
        return softmax(scores, dim)
    keep = ~mask if "mask-inverted" in flags else mask
    if "mask-after-softmax" in flags:
        return softmax(scores, dim) * keep
    if "mask-wrong-fill.added" in flags:
        return softmax(scores + keep.to(scores.dtype), dim)
    if fill is None:
        fill = 0.0 if "mask-wrong-fill.zero" in flags else -math.inf
    keep = keep & ones_like(scores, dtype=keep.dtype)
    if keep.shape != scores.shape:
        raise ValueError("the mask does not fit the scores")
    return softmax(scores.masked_fill(~keep, fill), dim)


def _merge(context: Tensor, w: Weights, flags: frozenset[str]) -> Tensor:
    """Heads put together and projected; ``context`` is (B, H, Tq, d_k)."""
    batch = context.shape[0]
    if "heads-averaged.mean" in flags:
        joined = context.mean(1)
    elif "heads-averaged.sum" in flags:
        joined = context.sum(1)
    elif "heads-merged-without-transpose" in flags or "heads-split-by-view.merged-alike" in flags:
        joined = context.reshape(batch, context.shape[2], -1)
    elif "heads-attend-to-heads" in flags:
        joined = context.reshape(batch, context.shape[1], -1)
    elif "heads-attend-to-heads.transposed" in flags:
        joined = context.transpose(1, 2).reshape(batch, context.shape[1], -1)
    elif w.layout[2] == "dh":
        joined = context.permute(0, 2, 3, 1).reshape(batch, context.shape[2], -1)
    else:
        joined = context.transpose(1, 2).reshape(batch, context.shape[2], -1)
    if "heads-averaged.projected" in flags:
        joined = joined / w.heads
    if w.output is None:
        return joined
    if joined.shape[-1] != w.output.shape[1]:
        raise ValueError("the output projection does not fit")
    return joined @ w.output.transpose(0, 1)


PRECISIONS = (float64, float32)
