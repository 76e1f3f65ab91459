"""Gradients, writing in place, and evaluation mode."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from grader import candidate, common
from grader.findings import Finding
from grader.numbers import precision, randn
from grader.subject import Subject

from .cases import Probe
from .shapes import same
from .words import finding, unnamed

_EQUAL = torch.equal


def gradients(subject: Subject, probe: Probe) -> Iterator[Finding]:
    """One training step's forward and backward on real convolutions."""
    at = probe.case.text()
    x = probe.x.clone().requires_grad_()
    trace = probe.again(x, grad=True)
    changed = any(t.after is not None and not _EQUAL(t.after, probe.x) for t in (trace, probe.real))
    if changed:
        yield finding("inplace-changes-input", at)
    if trace.error is not None:
        yield common.explain(subject, trace.error)
        return
    out = trace.output
    if not isinstance(out, Tensor) or not out.requires_grad:
        yield unnamed(f"No gradient flows from the output of {at}.")
        return
    for p in probe.block.parameters():
        p.grad = None
    weights = randn(*out.shape, seed=9, dtype=probe.dtype)
    with precision(probe.dtype):
        ran = candidate.attempt(lambda: (out * weights).sum().backward())
    if ran.error is not None:
        if "inplace" in str(ran.error) or "in-place" in str(ran.error):
            if not changed:
                yield finding("inplace-breaks-backward", at, candidate.describe(ran.error, 160))
        else:
            yield common.explain(subject, ran.error)
        return
    used = {id(c.weight): k for k, c in enumerate(probe.real.convs)}
    for name, p in probe.block.named_parameters():
        if p.grad is None and id(p) in used:
            yield unnamed(f"In {at} no gradient reaches `{name}`, which the output depends on.")
            return
    if x.grad is None:
        yield unnamed(f"In {at} no gradient reaches the input.")
    elif probe.case.fits:
        yield from _shortcut_gradient(probe)


def _shortcut_gradient(probe: Probe) -> Iterator[Finding]:
    """With the convolutions held fixed, the identity passes the output's gradient on as it is."""
    pins = {k: out for k, out in enumerate(probe.real.outputs) if out is not None}
    x = probe.x.clone().requires_grad_()
    with precision(probe.dtype):
        trace = _run(probe, x, pins)
    out = trace
    if not isinstance(out, Tensor):
        return
    if not out.requires_grad:
        # Nothing else connects the output with x once the convolutions are fixed.
        other = probe.pinned(pins, probe.x + 1.0).sink("y")
        if not same(other, out.detach(), probe.dtype):
            yield unnamed(f"In {probe.case.text()} no gradient flows back through the shortcut.")


def _run(probe: Probe, x: Tensor, pins: dict[int, Tensor]):
    from .trace import run

    for p in probe.block.parameters():
        p.requires_grad_(False)
    try:
        return run(probe.block, x, pins, grad=True).output
    finally:
        for p in probe.block.parameters():
            p.requires_grad_(True)


def evaluation(probe: Probe) -> Iterator[Finding]:
    """In evaluation mode one sample's output does not depend on the others."""
    at = probe.case.text()
    probe.block.eval()
    one = probe.again()
    x = probe.x.clone()
    x[0] = randn(*x[0].shape, seed=77, dtype=probe.dtype) * 3
    two = probe.again(x)
    probe.block.train()
    if one.error is not None or two.error is not None:
        return
    if not isinstance(one.output, Tensor) or not isinstance(two.output, Tensor):
        return
    if not same(one.output[1:], two.output[1:], probe.dtype):
        yield unnamed(f"In evaluation mode {at} still normalises with the batch's own statistics.")
