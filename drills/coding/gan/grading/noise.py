"""The noise that the steps draw: its shape, its spread, and whether it is drawn anew."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor

from grader.findings import Finding

from .harness import Evidence
from .naming import named
from .spies import LATENT


def judge(calls: Sequence[Evidence], step: str) -> list[Finding]:
    """All noise of ``step`` among the ``calls`` of both steps in turn."""
    earlier: list[Tensor] = []
    for evidence in calls:
        drawn = evidence.notes.noise
        if evidence.step == step:
            for z in drawn:
                # As many rows as a sample has features: drawn like the data, then transposed.
                if z.dim() != 2 or z.shape[1] != LATENT or len(z) == len(evidence.notes.weight):
                    fault = f"has shape {tuple(z.shape)}, not ({evidence.size}, {LATENT})"
                    return [_finding(evidence, fault, raises=True)]
            faults = [_fault(z, earlier) for z in drawn]
            if faults and all(faults):
                return [_finding(evidence, faults[0])]
        earlier += drawn
    return []


def _finding(evidence: Evidence, fault: str, raises: bool = False) -> Finding:
    return named("latent-not-sampled", raises, step=evidence.which, fault=fault)


def _fault(z: Tensor, earlier: list[Tensor]) -> str:
    if len(z) > 1 and bool((z == z[0]).all()):
        return "is the same for all samples"
    if bool((z == z[:, :1]).all()):
        return "is one number for each sample"
    if any(z.shape == other.shape and bool((z == other).all()) for other in earlier):
        return "is that of an earlier step"
    return ""


def fixed_count(calls: Sequence[Evidence]) -> int:
    """The number of samples generated, where it is the same for several batch sizes; else 0."""
    noise = {e.size: [z for z in e.notes.noise if z.shape[1:] == (LATENT,)] for e in calls}
    made = {size: {len(z) for z in drawn} for size, drawn in noise.items() if drawn}
    same = set.intersection(*made.values()) - {1} if len(made) > 1 else set()
    return max(same, default=0) if any(size not in made[size] for size in made) else 0
