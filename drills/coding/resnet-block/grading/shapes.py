"""Recognises functions from their values: straight lines, ReLU, and alignment."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

_ALLCLOSE = torch.allclose

# What a function of one variable looks like: a straight line, constant and then a line, or else.
LINE, RELU, OTHER = "line", "relu", "other"


@dataclass(frozen=True)
class Form:
    """A function's kind, each channel's slope at the upper end and value at the lower end."""

    kind: str
    slope: Tensor
    floor: Tensor


def tolerance(dtype: torch.dtype) -> float:
    return 1e-6 if dtype == torch.float64 else 2e-3


def same(a: Tensor | None, b: Tensor | None, dtype: torch.dtype) -> bool:
    if a is None or b is None or a.shape != b.shape:
        return False
    size = max(1.0, float(b.abs().max())) if b.numel() else 1.0
    return _ALLCLOSE(a, b, rtol=0.0, atol=tolerance(dtype) * size)


def columns(t: Tensor) -> Tensor:
    """(B, C, H, W) as (C, B*H*W)."""
    return t.transpose(0, 1).reshape(t.shape[1], -1)


def classify(z: Tensor, u: Tensor, dtype: torch.dtype) -> Form:
    """The function from z to u, both (C, N), channel by channel."""
    order = z.argsort(dim=1)
    z, u = z.gather(1, order), u.gather(1, order)
    at = max(z.shape[1] - max(2, z.shape[1] // 5), 0)
    slope = (u[:, -1] - u[:, at]) / (z[:, -1] - z[:, at]).clamp(min=1e-12)
    line = slope[:, None] * (z - z[:, -1:]) + u[:, -1:]
    floor = u[:, :1]
    if float(slope.abs().min()) < 1e-6:
        return Form(OTHER, slope, floor)
    if same(u, line, dtype):
        return Form(LINE, slope, floor)
    if same(u, line.maximum(floor), dtype):
        return Form(RELU, slope, floor)
    return Form(OTHER, slope, floor)


def is_one(slope: Tensor) -> bool:
    """Whether every channel has slope one."""
    return bool(((slope - 1.0).abs() < 1e-3).all())


def align(
    u: Tensor, source: Tensor, changed: Tensor | None
) -> tuple[Tensor, Tensor, tuple[int, int], int] | None:
    """Brings what a convolution read and its source to one size: a border that was added by hand
    is cut off, a source that was subsampled is subsampled. Returns both, the border at (top,
    left) and the step. ``changed`` marks where u varies with the source."""
    height, width = source.shape[2:]
    if u.shape[2:] == source.shape[2:]:
        return u, source, (0, 0), 1
    extra = u.shape[2] - height, u.shape[3] - width
    if min(extra) >= 0:
        top, left = extra[0] // 2, extra[1] // 2
        if changed is not None and bool(changed.any()):
            rows = changed.any(dim=3).any(dim=1).any(dim=0).nonzero().reshape(-1).tolist()
            cols = changed.any(dim=2).any(dim=1).any(dim=0).nonzero().reshape(-1).tolist()
            if rows[-1] - rows[0] + 1 == height and cols[-1] - cols[0] + 1 == width:
                top, left = rows[0], cols[0]
        return u[:, :, top : top + height, left : left + width], source, (top, left), 1
    step = -(-height // u.shape[2])
    picked = source[:, :, ::step, ::step]
    if step > 1 and picked.shape[2:] == u.shape[2:]:
        return u, picked, (0, 0), step
    return None
