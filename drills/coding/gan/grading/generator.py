"""The generator step, judged from what the spies saw."""

from __future__ import annotations

from collections.abc import Iterator

from .evidence import Evidence
from .fit import DOUBLE, RAW, Term, cross_entropy, fit
from .told import Told, value_of

_NO_GRADIENT = "does not require grad"  # part of torch's message


def judge(evidence: Evidence, tolerance: float, summed: bool = False) -> list[Told]:
    """What one generator step did wrong. Only one exception is explained here."""
    found: list[Told] = []
    if evidence.other_moved:
        found.append(Told("wrong-network-updated", "The generator step moves the discriminator."))
    if evidence.error is not None:
        if _NO_GRADIENT in str(evidence.error) and evidence.notes.calls:
            text = "The loss of the generator step has no graph that leads to the generator."
            found.append(Told("generator-step-detached", text, explains=True))
        return found
    if not evidence.notes.calls and not evidence.steps:
        text = f"With {evidence.size} samples the generator step does nothing."
        return [*found, Told(None, text)]
    found += _term(evidence, tolerance)
    if evidence.leftover and (evidence.steps or evidence.notes.generator_reached):
        found.append(Told("generator-zero-grad-missing"))
    if not evidence.steps:
        own = " of the caller; the weights move by other means" if evidence.own_moved else ""
        found.append(Told("step-missing", f"The generator's optimizer{own} never steps."))
    elif evidence.own_moved:
        found.append(Told(None, "The weights change in other ways than by the optimizer's step."))
    if evidence.repeated:
        found.append(Told(None, "The optimizer steps more than once on the same samples."))
    found += value_of(evidence.returned, "generator")
    if not found:
        found += _returned(evidence, _fit(evidence, tolerance), tolerance)
    return found


def _fit(evidence: Evidence, tolerance: float) -> Term:
    logits = evidence.logits(False)
    gradient = [evidence.gradient.get(row, 0.0) for row in logits]
    return fit(list(logits.values()), gradient, tolerance)


def _term(evidence: Evidence, tolerance: float) -> Iterator[Told]:
    term = _fit(evidence, tolerance)
    if evidence.strangers and evidence.notes.noise:
        yield Told(None, "Samples are changed on their way to the discriminator.")
        return
    if term.silent:
        if evidence.notes.generator_reached:
            text = "The gradients are cleared after backward, so the step has nothing to apply."
            yield Told(None, text)
        else:
            yield Told("generator-step-detached", "" if term.count else _UNSEEN)
        return
    if term.form == DOUBLE:
        yield Told("double-sigmoid")
    if term.form == RAW:
        yield Told("logits-without-sigmoid")
    if term.form is None:
        yield Told(None, "The generator's gradient is not that of -log D(G(z)).")
    elif term.towards_fake:
        yield Told("generator-labels-wrong")
    elif term.negated:
        yield Told("generator-loss-saturating")


_UNSEEN = "Generated samples never go through the discriminator in the generator step."


def _returned(evidence: Evidence, term: Term, tolerance: float) -> Iterator[Told]:
    value = float(evidence.returned)
    wanted = [cross_entropy(term.logits, 1.0), cross_entropy(term.logits, term.label)]
    if not any(abs(value - w) <= 10 * tolerance * abs(w) for w in wanted):
        text = "The returned loss is {:.5g}, but the mean of -log D(G(z)) is {:.5g}."
        yield Told(None, text.format(value, wanted[0]))
