"""Multi-head attention: the candidate's own weights in a reference, with bugs as hypotheses."""

from __future__ import annotations

import inspect
import itertools

from torch import Tensor

from grader import common, contract, demo, parameters
from grader.contract import ModuleClass, takes
from grader.findings import Finding
from grader.numbers import difference, is_dtype_error, max_error, shape_text
from grader.oracle import mistake_of
from grader.stages import Stage
from grader.subject import Subject

from .grading.judge import Account, Masked, explain, settled, with_mask
from .grading.probes import (
    BATCH,
    D_MODEL,
    NAME,
    T_KEY,
    T_QUERY,
    Probe,
    build,
    first,
    inputs,
    masks,
)
from .grading.reference import PRECISIONS
from .grading.roles import expose_plain_tensors, find_roles, hypotheses
from .grading.words import finding

FORBIDDEN = (
    "torch.nn.MultiheadAttention",
    "torch.nn.functional.multi_head_attention_forward",
    "torch.nn.functional.scaled_dot_product_attention",
)
_SHAPE_ERRORS = (RuntimeError, ValueError, AssertionError, IndexError, TypeError)


def shape(subject: Subject) -> list[Finding]:
    """Builds the module and calls it on three distinct tensors of equal length."""
    error: BaseException | None = None
    for dtype in PRECISIONS:
        built = build(subject, dtype)
        error = built.error
        if error is None:
            probe = Probe(subject, dtype, built.value)
            arguments = inputs(dtype, T_QUERY, T_QUERY)
            called = probe.call(arguments)
            error = called.error
            if error is None:
                break
        if not is_dtype_error(error):
            break
    if error is not None:
        return [common.explain(subject, error)]
    subject.memo["probe"] = probe
    expose_plain_tensors(probe)
    again = probe.call(arguments, seed=8)
    _note_noise(subject, probe, called.value, again.value)
    out, wanted = first(called.value), (BATCH, T_QUERY, D_MODEL)
    if isinstance(out, Tensor) and tuple(out.shape) == wanted:
        return []
    named = values(subject) if isinstance(out, Tensor) else []
    if any(f.mistake for f in named):
        return named
    return [common.wrong_shape(subject, out, wanted, "The output")]


def _note_noise(subject: Subject, probe: Probe, one: object, two: object) -> None:
    """Two calls differ: from here on dropout is off, so that the rest can be judged."""
    a, b = first(one), first(two)
    if isinstance(a, Tensor) and isinstance(b, Tensor) and a.shape == b.shape:
        probe.still = subject.memo["noisy"] = not _same(a, b)


def _same(a: Tensor, b: Tensor) -> bool:
    return max_error(settled(a), settled(b)) == 0


def values(subject: Subject) -> list[Finding]:
    """Compares with the reference where no mask is given."""
    probe: Probe = subject.memo["probe"]
    distinct = inputs(probe.dtype, T_QUERY, T_QUERY)
    x = inputs(probe.dtype, T_QUERY, T_QUERY, seed=17)[0]
    cases = [distinct, [x, x, x]]  # some programs take another path when all three are one
    roles = find_roles(probe)
    if roles is None:
        return [Finding(None, "No gradient flows from the output back to any parameter.")]
    outputs = [probe.output(case) for case in cases]
    errors = [common.explain(subject, ran.error) for ran in outputs if ran.error is not None]
    cases = [case for case, ran in zip(cases, outputs) if isinstance(ran.value, Tensor)]
    actual = [ran.value for ran in outputs if isinstance(ran.value, Tensor)]
    found = errors + [
        finding(subject, "normalisation-added", 1.0, ", ".join(sorted(set(probe.norms))))
        for _ in probe.norms[:1]
    ]
    account = explain(probe, roles, cases, actual) if cases else None
    if account is not None:
        subject.memo["account"] = account
        return found + _named(subject, account)
    for case, out in zip(cases, actual):
        alone = explain(probe, roles, [case], [out])
        if alone is not None:
            subject.memo.setdefault("account", alone)
            found += _named(subject, alone)
    if not any(f.mistake for f in found) and cases:
        found.append(_unexplained(roles, cases, actual))
    return found


def _named(subject: Subject, account: Account) -> list[Finding]:
    flags = {mistake_of(flag): flag for flag in account.flags}
    named = []
    for mistake, effect in account.mistakes:
        detail = ""
        if mistake == "value-from-wrong-input":
            w, words = account.weights, ("query", "key", "value")
            read = [words[m.source] for m in (w.query, w.key, w.value)]
            detail = f"Queries, keys and values are projected from {', '.join(read)}."
        named.append(finding(subject, mistake, effect, detail, flag=flags.get(mistake, "")))
    if account.remark is not None:
        named.append(Finding(None, account.remark))
    return named


def _unexplained(roles, cases, actual) -> Finding:
    for guess in hypotheses(roles):
        for case, out in zip(cases, actual):
            try:
                account = Account(guess.weights, frozenset(), ())
                wanted = account.output(case)
            except ValueError:
                continue
            if wanted.shape == out.shape and max_error(out, wanted) > 1e-6:
                which = "" if case[0] is not case[1] else " when all three arguments are one"
                text = f"The output differs from attention with the module's own weights{which}."
                return Finding(None, f"{text} {difference(out, wanted)}")
        break
    return Finding(None, "The output is not that of attention with the module's own weights.")


def mask(subject: Subject) -> list[Finding]:
    """Compares with the reference under masks of rank 2 and 4, or of rank 3 alone."""
    probe: Probe = subject.memo["probe"]
    account: Account | None = subject.memo.get("account")
    if account is None:
        return _mask_by_influence(probe, subject)
    results = [with_mask(probe, account, rank) for rank in (2, 4)]
    if all(result.right for result in results):
        subject.memo["mask"] = (4, frozenset())
        return []
    third = with_mask(probe, account, 3)
    if third.right:
        subject.memo["mask"] = (3, frozenset())
        return []
    found: dict[str, Finding] = {}
    for result in (*results, third):
        for flag in result.flags or ():
            subject.memo.setdefault("mask", (result.rank, result.flags))
            name = mistake_of(flag)
            found.setdefault(name, finding(subject, name, 0.4, flag=flag))
    if found or all(result.excused for result in results):
        return list(found.values())
    return [_unmasked(subject, results)]


def _unmasked(subject: Subject, results: list[Masked]) -> Finding:
    bad = next(result for result in results if not result.right)
    form = {2: "(Tq, Tk)", 4: "(B, 1, Tq, Tk)"}[bad.rank]
    if bad.error is not None:
        found = common.explain(subject, bad.error)
        text = f"With a mask of shape {form}: {found.message}"
        return Finding(found.mistake, text, found.line)
    return Finding(None, f"With a mask of shape {form} the output is wrong by up to {bad.gap:.3g}.")


def _mask_by_influence(probe: Probe, subject: Subject) -> list[Finding]:
    """Without an account: a mask that changes nothing is ignored, whatever else is wrong."""
    arguments = inputs(probe.dtype, T_QUERY, T_QUERY, seed=31)
    plain = probe.output(arguments)
    given = masks(T_QUERY, T_QUERY)
    ran = [probe.output(arguments, given[rank]) for rank in (2, 4)]
    outputs = [attempt.value for attempt in ran if isinstance(attempt.value, Tensor)]
    if len(outputs) == 2 and all(_same(plain.value, out) for out in outputs):
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
        wanted = None
        if account is not None:
            canonical = None if mask is None else given[4]
            try:
                wanted = settled(account.output(arguments, canonical, mask_flags))
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
        right = (BATCH, T_QUERY, D_MODEL) if wanted is None else tuple(wanted.shape)
        if not isinstance(ran.value, Tensor) or tuple(ran.value.shape) != right:
            text = f"For {sizes} it returns {shape_text(ran.value)}."
            return [finding(subject, "cross-attention-breaks", 0.3, text)]
        if wanted is not None and "mask-wrong-fill" not in mask_flags:
            gap = max_error(settled(ran.value), wanted)
            if gap > 1e-6 * (1 if probe.dtype == PRECISIONS[0] else 1e3):
                text = f"For {sizes} the output is wrong by up to {gap:.3g}."
                return [finding(subject, "cross-attention-breaks", 0.3, text)]
    return []


def repeatable(subject: Subject) -> list[Finding]:
    """Two calls in eval mode agree, also with dropout asked for in the constructor."""
    if subject.memo.get("noisy"):
        return [finding(subject, "dropout-in-eval", 0.2)]
    probe: Probe = subject.memo["probe"]
    accepted = inspect.signature(subject.get(NAME).__init__).parameters
    for name, parameter in accepted.items():
        if "drop" in name and isinstance(parameter.default, (int, float)):
            built = build(subject, probe.dtype, **{name: 0.5})
            if not built.ok:
                continue
            other = Probe(subject, probe.dtype, built.value)
            arguments = inputs(probe.dtype, T_QUERY, T_QUERY)
            one, two = other.output(arguments), other.call(arguments, seed=8)
            out = first(two.value)
            if isinstance(out, Tensor) and one.ok and not _same(one.value, out):
                return [finding(subject, "dropout-in-eval", 0.2)]
    return []


def weights(subject: Subject) -> list[Finding]:
    """Every weight is registered, and every parameter has an influence."""
    probe: Probe = subject.memo["probe"]
    arguments = inputs(probe.dtype, T_QUERY, T_QUERY)

    def run(module) -> object:
        own = Probe(subject, probe.dtype, module, still=True)
        return own.output(arguments).value

    seeds = itertools.count(3)

    def fresh():
        return build(subject, probe.dtype, seed=next(seeds)).value

    found = parameters.unregistered(subject, fresh, run)
    return found + parameters.dead_parameters(subject, fresh(), run)


_BEFORE = ("parses", "defines", "shape")

STAGES = (
    contract.parses(),
    contract.defines(
        ModuleClass(
            NAME,
            init=takes("d_model", "num_heads"),
            forward=takes("query", "key", "value", optional=("mask",)),
        ),
        forbidden=FORBIDDEN,
    ),
    demo.runs(),
    Stage("shape", "The output has shape (B, Tq, d_model)", shape),
    Stage("values", "Without a mask it is multi-head attention", values, needs=_BEFORE),
    Stage("mask", "The mask lets through what is True and nothing else", mask, needs=_BEFORE),
    Stage("cross", "Query and key may differ in length", cross, needs=_BEFORE),
    Stage("eval", "Two calls in eval mode agree", repeatable, needs=_BEFORE),
    Stage("weights", "All weights are registered and used", weights, needs=_BEFORE),
)
