"""Parts of a parameter that are never used, such as a slice of a fused weight."""

from __future__ import annotations

from torch import autograd, zeros_like

from grader.findings import Finding
from grader.subject import Subject

from .probes import HIDDEN, Probe, inputs, tensors_of


def dead_entries(subject: Subject, probe: Probe) -> list[Finding]:
    """Entries of a parameter without any gradient, for several inputs, if they fill a slice."""
    named = {
        name: p
        for name, p in probe.module.named_parameters()
        if p.requires_grad and p.numel() and "parametrizations." not in name
    }
    if not named:
        return []
    total = {name: zeros_like(p) for name, p in named.items()}
    for seed in (31, 37):
        called = probe.call(*inputs(probe.dtype, 32, seed))
        outputs = [t for t in tensors_of(called.value) if t.requires_grad]
        if not called.ok or not outputs:
            return []
        loss = sum((t * t).sum() for t in outputs)

        def pull(loss=loss):
            return autograd.grad(loss, list(named.values()), allow_unused=True)

        pulled = subject.attempt(pull)
        if not pulled.ok:
            return []
        for name, gradient in zip(named, pulled.value):
            if gradient is not None:
                total[name] += gradient.abs()
    for name, sums in total.items():
        silent = int((sums == 0).sum())
        if HIDDEN <= silent < sums.numel():
            text = f"{silent} of {sums.numel()} entries of `{name}` have no influence."
            return [Finding("dead-parameter", text, blocks=False)]
    return []
