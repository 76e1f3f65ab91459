"""The state: what is returned, where it starts, and what happens to the one that is passed in."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any

from torch import Tensor, autograd, float32, float64

from grader import common
from grader.candidate import Attempt
from grader.findings import Finding
from grader.numbers import close, is_dtype_error, randn, shape_text
from grader.subject import Subject

from .probes import (
    BATCH,
    HIDDEN,
    NAME,
    Pair,
    Probe,
    as_pair,
    build,
    inputs,
    no_state,
    picks,
    tensors_of,
)
from .words import finding

# Precision, and whether the candidate's own float32 is replaced.
_WAYS = ((float64, False), (float64, True), (float32, False))


def shape(subject: Subject) -> list[Finding]:
    """Builds the cell and takes one step from a given state."""
    error: BaseException | None = None
    value: Any = None
    for dtype, wide in _WAYS:
        built = build(subject, dtype, wide=wide)
        error = built.error
        if error is None:
            probe = Probe(subject, built.value, dtype, wide)
            called = probe.call(*inputs(dtype))
            error, value = called.error, called.value
            subject.memo["probe"] = probe
        if error is None or not is_dtype_error(error):
            break
    if error is not None:
        return [_raised(subject, error)]
    again = probe.call(*inputs(dtype), seed=8).value
    subject.memo["unsteady"] = not close(tensors_of(again), tensors_of(value), dtype)
    pair = as_pair(value)
    if pair is not None:
        wanted = (BATCH, HIDDEN)
        bare = all(tuple(t.squeeze().shape) == wanted for t in pair)
        for name, one in zip(("h", "c"), pair):
            if tuple(one.shape) == wanted:
                continue
            found = common.wrong_shape(subject, one, wanted, f"The returned {name}")
            if bare:  # axes of length 1 are in the way of nothing else
                probe.pick = _squeezed
                found = replace(found, independent=True, blocks=False)
            return [found]
        return []
    if value is None:
        found = common.wrong_shape(subject, None, (BATCH, HIDDEN), "h")
        if found.mistake == "not-implemented":
            return [found]
    ways = picks(value)
    subject.memo["picks"] = ways
    if ways:
        subject.memo["probe"].pick = ways[0]
    return [finding(subject, "return-structure-wrong", shape_text(value), blocks=not ways)]


def _squeezed(value: Any) -> Pair | None:
    pair = as_pair(value)
    if pair is None:
        return None
    h, c = (t.reshape(-1, HIDDEN) for t in pair)
    return h, c


def _raised(subject: Subject, error: BaseException) -> Finding:
    """An exception in the first step with a given state."""
    if "probe" in subject.memo and isinstance(error, TypeError):
        probe: Probe = subject.memo["probe"]
        x, (h, c) = inputs(probe.dtype)
        names = list(inspect.signature(probe.module.forward).parameters)
        if len(names) > 2 and probe.call_with(x, h, c).ok:
            text = f"{NAME}.forward takes h and c apart; the contract passes a pair, state=(h, c)."
            return Finding("missing-definition", text)
    return common.explain(subject, error)


def default(subject: Subject) -> list[Finding]:
    """The cell without a state agrees with the cell started from zeros, on every call."""
    probe: Probe = subject.memo["probe"]
    if _needs_state(probe):
        return [finding(subject, "default-state-wrong", "state has no default value.")]
    error: BaseException | None = None
    for dtype, wide in _WAYS:
        if dtype != probe.dtype or wide != probe.wide:
            built = build(subject, dtype, wide=wide)
            if not built.ok:
                continue
            probe = Probe(subject, built.value, dtype, wide, probe.pick)
        found, error = _compare(subject, probe)
        if error is None:
            return found
        if not is_dtype_error(error):
            break
    if error is None:
        return []
    general = common.explain(subject, error, blocks=False)
    if general.mistake != "raises" or subject.placeholders():
        return [general]
    text = f"Without a state the call fails. {general.message}"
    return [finding(subject, "default-state-wrong", text, general.line)]


def _needs_state(probe: Probe) -> bool:
    parameters = list(inspect.signature(probe.module.forward).parameters.values())
    second = parameters[1] if len(parameters) > 1 else None
    plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return second is not None and second.kind in plain and second.default is second.empty


def _compare(subject: Subject, probe: Probe) -> tuple[list[Finding], BaseException | None]:
    calls = ((BATCH, 1), (BATCH, 2), (BATCH + 2, 3))
    for index, (batch, seed) in enumerate(calls):
        x, _ = inputs(probe.dtype, batch, 40)
        wanted = probe.call(x, no_state(probe.dtype, batch))
        if not wanted.ok:
            return [], None  # another check tells
        # The same random numbers for both only if the step itself draws some.
        actual = probe.call(x, None, 7 if subject.memo.get("unsteady") else seed)
        if not actual.ok:
            return [], actual.error
        one, two = probe.pick(actual.value), probe.pick(wanted.value)
        if two is None:
            return [], None
        if one is None or not _equal(one, two, probe):
            text = "cell(x) and cell(x, (zeros, zeros)) differ."
            if index:
                text = "cell(x) and cell(x, (zeros, zeros)) differ when called again."
            return [finding(subject, "default-state-wrong", text)], None
        probe.call(*inputs(probe.dtype, batch, 50))
    return [], None


def _equal(one: Pair, two: Pair, probe: Probe) -> bool:
    return all(close(a.detach(), b.detach(), probe.dtype) for a, b in zip(one, two))


def kept(subject: Subject) -> list[Finding]:
    """The tensors that were passed in hold the same values afterwards."""
    probe: Probe = subject.memo["probe"]
    x, (h, c) = inputs(probe.dtype, seed=60)
    given = [x.clone(), (h.clone(), c.clone())]
    if not probe.call_with(*given).ok:
        return []
    after: Any = given[1]
    names = [n for n, a, b in (("h", after[0], h), ("c", after[1], c)) if not bool((a == b).all())]
    if names:
        return [finding(subject, "state-mutated", " and ".join(names))]
    if not bool((given[0] == x).all()):
        return [Finding(None, "The caller's x is changed in place.", blocks=False)]
    return []


def gradients(subject: Subject) -> list[Finding]:
    """What changes the result by its value also receives a gradient, and the right one."""
    probe: Probe = subject.memo["probe"]
    x, (h, c) = inputs(probe.dtype, seed=70)
    leaves = [t.clone().requires_grad_() for t in (x, h, c)]
    slopes = subject.attempt(_pull, probe, leaves)
    mutated = not _untouched(probe)  # then a gradient may well be off, or not be there at all
    if not slopes.ok:
        if mutated or slopes.error is None:
            return []
        return [common.explain(subject, slopes.error, blocks=False)]
    if subject.memo.get("unsteady"):
        return []
    cut = []
    for index, name in enumerate("xhc"):
        measured = _measured(probe, [x, h, c], index)
        if measured is None:
            return []
        direction, wanted = measured
        gradient = slopes.value[index]
        got = 0.0 if gradient is None else float((gradient * direction).sum())
        allowed = 1e-4 if probe.dtype == float64 else 5e-2
        if mutated and got != 0.0:
            continue
        if abs(got - wanted) > allowed * (1 + abs(wanted)):
            cut.append(name)
    states = [name for name in cut if name != "x"]
    if states:
        return [finding(subject, "state-detached", " and ".join(states))]
    if cut:
        return [Finding(None, "Gradients do not reach x as they should.", blocks=False)]
    return []


def _pull(probe: Probe, leaves: list[Tensor]) -> list[Any]:
    x, h, c = leaves
    called: Attempt = probe.call(x, (h, c))
    if called.error is not None:
        raise called.error
    pair = probe.pick(called.value)
    if pair is None:
        return [None] * 3
    loss = _loss(pair)
    if not loss.requires_grad:
        return [None] * 3
    return list(autograd.grad(loss, leaves, allow_unused=True))


def _loss(pair: Pair) -> Tensor:
    """A fixed linear function of h' and c'."""
    return sum(
        ((t * randn(*t.shape, seed=80 + k, dtype=t.dtype)).sum() for k, t in enumerate(pair)),
        start=pair[0].new_zeros(()),
    )


def _measured(probe: Probe, given: list[Tensor], index: int) -> tuple[Tensor, float] | None:
    """A direction and the slope of ``_loss`` along it, from two values."""
    step = 1e-5 if probe.dtype == float64 else 1e-2
    direction = randn(*given[index].shape, seed=90 + index, dtype=probe.dtype)
    ends = []
    for sign in (1, -1):
        moved = [t + sign * step * direction if k == index else t for k, t in enumerate(given)]
        called = probe.call(moved[0], (moved[1], moved[2]))
        pair = probe.pick(called.value) if called.ok else None
        if pair is None:
            return None
        ends.append(float(_loss(pair).detach()))
    return direction, (ends[0] - ends[1]) / (2 * step)


def _untouched(probe: Probe) -> bool:
    x, (h, c) = inputs(probe.dtype, seed=60)
    state = (h.clone(), c.clone())
    probe.call_with(x, state)
    return bool((state[0] == h).all() and (state[1] == c).all())
