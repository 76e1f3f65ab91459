"""The stages with masks, and with a key of another length than the query."""

from __future__ import annotations

from torch import Tensor, float64, isfinite

from grader import common
from grader.findings import Finding
from grader.numbers import max_error, shape_text
from grader.oracle import mistake_of
from grader.subject import Subject

from .judge import Account, Masked, canonical, settled, with_masks
from .probes import BATCH, D_MODEL, T_KEY, T_QUERY, Probe, inputs, masks
from .values import same
from .words import finding

_SHAPE_ERRORS = (RuntimeError, ValueError, AssertionError, IndexError, TypeError)


def mask(subject: Subject) -> list[Finding]:
    """Compares with the reference under masks of rank 2 and 4, or of rank 3 alone."""
    probe: Probe = subject.memo["probe"]
    account: Account | None = subject.memo.get("account")
    if subject.memo.get("unsteady"):
        return []
    if account is None:
        return _mask_by_influence(probe, subject)
    both = with_masks(probe, account, (2, 4))
    if both.right or both.excused:
        subject.memo["mask"] = (4, frozenset())
        return []
    singles = {rank: with_masks(probe, account, (rank,)) for rank in (3, 2, 4)}
    if singles[3].right:  # the other accepted style: the head dimension is added inside
        subject.memo["mask"] = (3, frozenset())
        return []
    found: dict[str, Finding] = {}
    for rank, masked in ((4, both), *((r, singles[r]) for r in (2, 4, 3))):
        if found or not masked.flags:
            continue
        subject.memo["mask"] = (rank, masked.flags)
        for flag in masked.flags:
            name = mistake_of(flag)
            found[name] = finding(subject, name, 0.4, flag=flag)
    return list(found.values()) or [_unmasked(subject, both)]


def _unmasked(subject: Subject, bad: Masked) -> Finding:
    form = "(Tq, Tk)" if bad.rank == 2 else "(B, 1, Tq, Tk)"
    if bad.error is not None:
        found = common.explain(subject, bad.error)
        text = f"With a mask of shape {form}: {found.message}"
        return Finding(found.mistake, text, found.line)
    how = f"is wrong by up to {bad.gap:.3g}" if bad.finite else "contains NaN"
    return Finding(None, f"With a mask of shape {form} the output {how}.")


def _mask_by_influence(probe: Probe, subject: Subject) -> list[Finding]:
    """Without an account: a mask that changes nothing is ignored, whatever else is wrong."""
    arguments = inputs(probe.dtype, T_QUERY, T_QUERY, seed=31)
    plain = probe.output(arguments)
    given = masks(T_QUERY, T_QUERY)
    ran = [probe.output(arguments, given[rank]) for rank in (2, 4)]
    outputs = [attempt.value for attempt in ran if isinstance(attempt.value, Tensor)]
    if len(outputs) == 2 and all(
        bool(isfinite(out).all()) and same(plain.value, out) for out in outputs
    ):
        return [finding(subject, "mask-ignored", 0.4)]
    return []


def cross(subject: Subject) -> list[Finding]:
    """Gives key and value another length than the query, with and without a mask."""
    probe: Probe = subject.memo["probe"]
    account: Account | None = subject.memo.get("account")
    rank, mask_flags = subject.memo.get("mask", (None, frozenset()))
    query, memory, other = inputs(probe.dtype, T_QUERY, T_KEY, seed=43)
    given = masks(T_QUERY, T_KEY)
    cases = [([query, memory, memory], None), ([query, memory, other], None)]
    if rank is not None:
        cases.append(([query, memory, other], given[rank]))
    for arguments, mask in cases:
        ran = probe.output(arguments, mask)
        wanted: list[Tensor] = []
        if account is not None:
            form = None if rank is None or mask is None else canonical(rank, T_QUERY, T_KEY)
            try:
                wanted = account.outputs(arguments, form, mask_flags)
            except ValueError:
                continue  # a mistake that is named already breaks it
        sizes = f"query {tuple(query.shape)} and key {tuple(memory.shape)}"
        if ran.error is not None:
            if not isinstance(ran.error, _SHAPE_ERRORS) or isinstance(ran.error, RecursionError):
                return [common.explain(subject, ran.error)]
            told = common.raised(subject, ran.error).message
            text = f"It raises for {sizes}: {told}"
            line = subject.line_of(ran.error)
            return [finding(subject, "cross-attention-breaks", 0.3, text, line)]
        right = tuple(wanted[0].shape) if wanted else (BATCH, T_QUERY, D_MODEL)
        if not isinstance(ran.value, Tensor) or tuple(ran.value.shape) != right:
            text = f"For {sizes} it returns {shape_text(ran.value)}."
            return [finding(subject, "cross-attention-breaks", 0.3, text)]
        if wanted and "mask-wrong-fill" not in mask_flags:  # its fill is not known here
            gap = min(max_error(settled(ran.value), one) for one in wanted)
            if gap > 1e-6 * (1 if probe.dtype == float64 else 1e3):
                text = f"For {sizes} the output is wrong by up to {gap:.3g}."
                return [finding(subject, "cross-attention-breaks", 0.3, text)]
    return []
