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
from .trace import Trace, run
from .words import ORDINALS, finding, unnamed

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
    else:
        yield from _broken_links(probe, trace)


def _broken_links(probe: Probe, free: Trace) -> Iterator[Finding]:
    """Whatever depends on the input must lead gradients back to it; ``free`` ran with gradients,
    a second run has constant weights."""
    at, frozen = probe.case.text(), [p for p in probe.block.parameters() if p.requires_grad]
    x = probe.x.clone().requires_grad_()
    pins = {k: out for k, out in enumerate(probe.real.outputs) if out is not None}
    for p in frozen:
        p.requires_grad_(False)
    try:
        with precision(probe.dtype):
            fixed = run(probe.block, x, pins, grad=True)
    finally:
        for p in frozen:
            p.requires_grad_(True)
    for k, conv in enumerate(free.convs):
        if not conv.linked:
            yield unnamed(
                f"In {at} no gradient flows back from the {ORDINALS[min(k, 4)]} of the "
                "convolutions to the block's input."
            )
            return
    out = fixed.output
    if isinstance(out, Tensor) and not out.requires_grad:
        # Nothing but the shortcut connects the output with x once the convolutions are fixed.
        other = probe.pinned(pins, probe.x + 1.0).sink("y")
        if not same(other, out, probe.dtype):
            yield unnamed(f"In {at} no gradient flows back through the shortcut.")


def _same_in_both_modes(probe: Probe) -> bool:
    """With convolution outputs of mean 0 and variance 1, batch statistics and running averages
    agree, so that the two modes must agree as well."""
    pins = {}
    for k, out in enumerate(probe.real.outputs):
        if out is not None:
            z = randn(*out.shape, seed=90 + k, dtype=probe.dtype)
            mean = z.mean(dim=(0, 2, 3), keepdim=True)
            pins[k] = (z - mean) / z.std(dim=(0, 2, 3), unbiased=False, keepdim=True)
    probe.restore()
    for passes in (1, 60):  # averages that do not start at 0 and 1 get there by training
        for _ in range(passes):
            trained = probe.pinned(pins).sink("y")
        probe.block.eval()
        evaluated = probe.pinned(pins).sink("y")
        probe.block.train()
        if trained is None or evaluated is None or trained.shape != evaluated.shape:
            return True
        if float((trained - evaluated).abs().max()) < 0.1:
            return True
    return False


def evaluation(probe: Probe) -> Iterator[Finding]:
    """In evaluation mode one sample's output does not depend on the others, and training moves
    the averages that are used there."""
    at = probe.case.text()
    if not _same_in_both_modes(probe):
        yield unnamed(f"{at} does something else in evaluation mode than in training mode.")
        return
    x = probe.x.clone()
    x[0] = randn(*x[0].shape, seed=77, dtype=probe.dtype) * 3
    probe.restore()
    probe.block.eval()
    one, two = probe.again().sink("y"), probe.again(x).sink("y")
    probe.block.train()
    probe.again(probe.x * 3 + 1)
    probe.block.eval()
    three = probe.again().sink("y")
    probe.block.train()
    if one is None or two is None or three is None:
        return
    if not same(one[1:], two[1:], probe.dtype):
        yield unnamed(f"In evaluation mode {at} still normalises with the batch's own statistics.")
    elif same(one, three, probe.dtype):
        yield unnamed(f"Training does not change what the norms of {at} use in evaluation mode.")
