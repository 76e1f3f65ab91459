"""The discriminator step, judged from what the spies saw."""

from __future__ import annotations

from collections.abc import Iterator

from .evidence import Evidence
from .fit import CLEAN, DOUBLE, RAW, Term, cross_entropy, fit, soft_labels
from .told import Told, value_of


def judge(evidence: Evidence, tolerance: float, summed: bool = True) -> list[Told]:
    """What one discriminator step did wrong. Nothing is said about an exception.

    ``summed``: the sum over the batch is a loss too, besides the mean.
    """
    found = list(_generator_left_alone(evidence))
    if evidence.error is not None:
        return found
    if not evidence.notes.calls and not evidence.steps:
        text = f"With {evidence.size} samples the discriminator step does nothing."
        return [*found, Told(None, text)]
    found += _terms(evidence, tolerance)
    if evidence.leftover and (evidence.steps or evidence.notes.discriminator_reached):
        found.append(Told("discriminator-zero-grad-missing"))
    if not evidence.steps:
        own = " of the caller; the weights move by other means" if evidence.own_moved else ""
        found.append(Told("step-missing", f"The discriminator's optimizer{own} never steps."))
    elif evidence.own_moved:
        found.append(Told(None, "The weights change in other ways than by the optimizer's step."))
    if evidence.repeated:
        found.append(Told(None, "The optimizer steps more than once on the same samples."))
    found += value_of(evidence.returned, "discriminator")
    if not found:
        found += _returned(evidence, tolerance, summed)
    return found


def _generator_left_alone(evidence: Evidence) -> Iterator[Told]:
    if evidence.other_touched:
        yield Told("detach-missing")
    if evidence.other_cleared:
        yield Told("generator-grads-cleared")
    if evidence.other_moved:
        yield Told("wrong-network-updated", "The discriminator step changes the generator.")


def _of(evidence: Evidence, real: bool, tolerance: float) -> Term:
    logits = evidence.logits(real)
    gradient = [evidence.gradient.get(row, 0.0) for row in logits]
    return fit(list(logits.values()), gradient, tolerance)


def _terms(evidence: Evidence, tolerance: float) -> Iterator[Told]:
    real = _of(evidence, True, tolerance)
    fake = _of(evidence, False, tolerance)
    made = [len(z) for z in evidence.notes.noise]
    if evidence.strangers and evidence.notes.noise:
        yield Told(None, "Samples are changed on their way to the discriminator.")
        return
    if real.silent and fake.silent:
        if evidence.notes.discriminator_reached:
            text = "The gradients are cleared after backward, so the step has nothing to apply."
        else:
            text = "No gradient reaches the discriminator in its step."
        yield Told(None, text)
        return
    if real.silent:
        yield Told("real-term-missing")
    elif real.count < evidence.size:
        yield Told(None, f"Only {real.count} of {evidence.size} real samples are used.")
    if fake.silent:
        yield Told("fake-term-missing", _no_fakes(evidence, fake))
    elif fake.count not in (*made, sum(made)):
        yield Told(None, f"Only {fake.count} of {sum(made)} generated samples are used.")
    yield from _forms(real, fake)
    if not (real.silent or fake.silent):
        yield from _labels(real, fake, tolerance)
    else:
        yield from _alone(real, fake)


def _no_fakes(evidence: Evidence, fake: Term) -> str:
    if fake.count:
        return ""
    if evidence.strangers:
        return "The samples labelled as fake do not come from the generator."
    return "Generated samples never go through the discriminator."


def _forms(*terms: Term) -> Iterator[Told]:
    forms = {term.form for term in terms}
    if DOUBLE in forms:
        yield Told("double-sigmoid")
    if RAW in forms:
        yield Told("logits-without-sigmoid")


def _alone(real: Term, fake: Term) -> Iterator[Told]:
    """The labels where only one of the terms is there."""
    if fake.silent and not real.towards_real:
        yield Told(None, "Real samples are not trained towards label 1.")
    if real.silent and fake.towards_real:
        yield Told("fakes-labelled-real")
    elif real.silent and not fake.towards_fake:
        yield Told(None, "Generated samples are not trained towards label 0.")


def _labels(real: Term, fake: Term, tolerance: float) -> Iterator[Told]:
    if real.towards_fake and fake.towards_real:
        yield Told("labels-swapped", "" if not real.negated else _NEGATED)
        return
    if real.towards_fake:
        yield Told(None, "Real samples are trained towards label 0.")
        if not fake.towards_fake:
            yield Told(None, _unknown("generated"))
        return
    if fake.towards_real:
        if real.towards_real or real.form is None:
            yield Told("fakes-labelled-real")
        return
    if fake.form is None:
        yield Told(None, _unknown("generated"))
        return
    if fake.negated or (real.form is not None and real.negated):
        yield Told(None, "One of the two terms is not a cross-entropy: its sign is reversed.")
        return
    if fake.label > 0.01:
        text = "Generated samples are trained towards {:.2g}; only real labels may be smoothed."
        yield Told(None, text.format(fake.label))
    if real.form is None:
        if _soft(real, fake) is None:
            yield Told(None, _unknown("real"))
        return
    if real.form == fake.form and not _balanced(real, fake, tolerance):
        text = "The real term weighs {:.3g} times as much as the fake term."
        yield Told(None, text.format(real.weight / fake.weight))


def _soft(real: Term, fake: Term) -> list[float] | None:
    if fake.form != CLEAN:
        return None
    return soft_labels(real, fake.weight / real.count) or soft_labels(real, fake.scale)


def _balanced(real: Term, fake: Term, tolerance: float) -> bool:
    close = 10 * tolerance
    by_mean = abs(real.weight / fake.weight - 1) < close
    return by_mean or abs(real.scale / fake.scale - 1) < close


def _unknown(which: str) -> str:
    return f"The gradient on {which} samples is not that of a binary cross-entropy."


_NEGATED = "Real samples are pushed towards 0 and generated ones towards 1: the sign is reversed."


def _returned(evidence: Evidence, tolerance: float, summed: bool) -> Iterator[Told]:
    """The float that is returned must be the loss whose gradient was seen; also ``summed``."""
    real, fake = _of(evidence, True, tolerance), _of(evidence, False, tolerance)
    soft = _soft(real, fake) if real.form is None else None
    if soft is not None:
        parts = [cross_entropy([s], y) for s, y in zip(real.logits, soft)]
        first = [sum(parts) / len(parts)]
    else:
        first = [cross_entropy(real.logits, real.label)]
    first.append(cross_entropy(real.logits, 1.0))
    second = cross_entropy(fake.logits, 0.0)
    rows = real.count + fake.count
    joint = [(real.count * r + fake.count * second) / rows for r in first]
    wanted = [r + second for r in first]
    factors = (1.0, 0.5)
    if summed:
        factors += (evidence.size, evidence.size / 2)
    accepted = [w * k for w in wanted for k in factors] + joint
    value = float(evidence.returned)
    if not any(abs(value - w) <= 10 * tolerance * abs(w) for w in accepted):
        text = "The returned loss is {:.5g}, but the cross-entropy of this batch is {:.5g}."
        yield Told(None, text.format(value, wanted[0]))
