"""The state: where it starts, and what happens to the one that is passed in."""

from __future__ import annotations

from dataclasses import replace

from torch import Tensor, float32, set_grad_enabled

from grader import candidate, common
from grader.findings import Finding
from grader.numbers import close, randn
from grader.subject import Subject

from .cell import BATCH, Cell, Pair, Unusable, build, inputs
from .findings import finding
from .first import Known

_STEP = 1e-5  # of difference quotients


def default(subject: Subject) -> list[Finding]:
    """Without a state the cell agrees with the cell started from zeros, on every call."""
    for cell in Known.of(subject).steady():
        problem, error = _compare(cell, (BATCH, BATCH, 1))
        built = build(subject, float32)
        if not problem and error is None and built.ok:
            problem, error = _compare(replace(cell, module=built.value, dtype=float32), (BATCH,))
        line = None
        if error is not None:
            general = common.explain(subject, error, blocks=False)
            if general.mistake != "raises" or subject.placeholders():
                return [general]
            line, problem = general.line, f"fails with {candidate.describe(error).rstrip('.')}"
        if problem:
            said = {"problem": problem}
            return [finding(subject, "default-state-wrong", said, cell.odd_mode, line)]
    return []


def _compare(cell: Cell, batches: tuple[int, ...]) -> tuple[str, BaseException | None]:
    for index, batch in enumerate(batches):
        x, (h, c) = inputs(cell.dtype, batch, 40)
        wanted, actual = cell.call(x, (h * 0, c * 0)), cell.call(x)
        expected = cell.pick(wanted.value) if wanted.ok else None
        if expected is None:
            return "", None  # another check tells
        if not actual.ok:
            return "", actual.error
        pair = cell.pick(actual.value)
        if pair is None or not close(_plain(pair), _plain(expected), cell.dtype):
            return f"does not start from zeros{' when it is called again' * (index == 1)}", None
        cell.call(x, (h, c))
    return "", None


def _plain(pair: Pair) -> list[Tensor]:
    return [t.detach() for t in pair]


def kept(subject: Subject) -> list[Finding]:
    """The tensors that were passed in hold the same values afterwards."""
    known = Known.of(subject)
    for cell in (known.cell, known.cell.in_mode(True)):
        known.overwritten = _overwritten(cell)
        states = " and ".join(name for name in known.overwritten if name != "x")
        if states:
            return [finding(subject, "state-mutated", {"states": states}, cell.odd_mode)]
        if known.overwritten:
            text = f"The caller's x is changed in place {cell.mode}."
            return [Finding(None, text, blocks=False)]
    return []


def _overwritten(cell: Cell) -> list[str]:
    found: dict[str, None] = {}
    for batch in (BATCH, 1):
        x, (h, c) = inputs(batch=batch, seed=60)
        given = [x.clone(), h.clone(), c.clone()]
        with set_grad_enabled(cell.training):
            cell.call_on(given[0], (given[1], given[2]))
        pairs = zip("xhc", given, (x, h, c))
        found.update((n, None) for n, a, b in pairs if a.shape != b.shape or bool((a != b).any()))
    return list(found)


def gradients(subject: Subject) -> list[Finding]:
    """What changes the result by its value also receives a gradient, and the right one."""
    known = Known.of(subject)
    for cell in known.steady():
        try:
            # Where a call overwrites the state, a gradient may well be off or not be there at all.
            found = _gradients(cell, mutated=bool(known.overwritten))
        except Unusable as unusable:
            found = unusable.error and common.explain(subject, unusable.error, blocks=False)
        if found:
            return [found]
    return []


def _gradients(cell: Cell, mutated: bool) -> Finding | None:
    x, (h, c) = inputs(seed=70)
    given = [x, h, c]
    leaves = [t.clone().requires_grad_() for t in given]
    called = cell.call(leaves[0], leaves[1:])
    pair = cell.pick(called.value) if called.ok else None
    if pair is None:
        raise Unusable(called.error)
    loss = _loss(pair)
    if loss.requires_grad:
        pulled = cell.subject.attempt(loss.backward)  # autograd.grad is refused by checkpointing
        if not pulled.ok:
            if mutated:
                return None
            raise Unusable(pulled.error)
    wrong: dict[str, bool] = {}  # whether nothing at all arrives
    for index, (name, leaf) in enumerate(zip("xhc", leaves)):
        direction = randn(*leaf.shape, seed=90 + index, dtype=leaf.dtype)
        ends = []
        for step in (_STEP, -_STEP):
            moved = [t + step * direction if k == index else t for k, t in enumerate(given)]
            ends.append(float(_loss(cell.pair(moved[0], moved[1:]))))
        wanted = (ends[0] - ends[1]) / (2 * _STEP)
        got = 0.0 if leaf.grad is None else float((leaf.grad * direction).sum())
        if abs(got - wanted) > 1e-4 * (1 + abs(wanted)) and not (mutated and got):
            wrong[name] = got == 0.0
    states = [name for name in wrong if name != "x"]
    if states and ("x" not in wrong or any(wrong[name] for name in states)):
        said = {"states": " and ".join(states)}
        return finding(cell.subject, "state-detached", said, cell.odd_mode)
    if wrong:
        names = " and ".join(wrong)
        text = f"The gradient with respect to {names} is not the slope of the result {cell.mode}."
        return Finding(None, text, blocks=False)
    return None


def _loss(pair: Pair) -> Tensor:
    """A fixed linear function of h' and c'."""
    one, two = (t * randn(*t.shape, seed=80 + k, dtype=t.dtype) for k, t in enumerate(pair))
    return one.sum() + two.sum()
