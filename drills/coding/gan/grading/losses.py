"""What a step minimises, as the gradients at the discriminator's output show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.findings import Finding

from .gradients import CLEAN, DOUBLE, RAW, Reading, Term, cross_entropy, fit, sigmoid
from .harness import Evidence
from .naming import named, unnamed

_CLEARED = "The gradients are cleared after backward, so the step has nothing to apply."


@dataclass(frozen=True)
class Loss:
    """What is wrong with it. If nothing is: the ``values`` that may be returned, its scale, which
    is 1 if it is not multiplied by anything, and the labels of real samples if they differ."""

    found: tuple[Finding, ...]
    values: tuple[float, ...] = ()
    scale: float = 1.0
    drawn: tuple[float, ...] = ()


def of_generator(reading: Reading, tolerance: float, summed: bool) -> Loss:
    """-log D(G(z)), the cross-entropy of generated samples towards 1."""
    e, term = reading.evidence, fit(reading, False, tolerance)
    found = tuple(_generator(e, term))
    if found or e.few:
        return Loss(found)
    value = cross_entropy(term.logits, [1.0] * term.count)
    return Loss((), (value,), _scale(tolerance, term.weight, term.weight))


def _generator(e: Evidence, term: Term) -> Iterator[Finding]:
    if term.silent:
        arrived = e.notes.reached.get("generator")
        if arrived is None:
            yield named("generator-step-detached")
        else:
            yield unnamed(_CLEARED if arrived else "The gradient of the generator's loss is zero.")
        return
    if term.count != e.size:
        yield unnamed(f"For batch size {e.size}, {term.count} samples are generated.")
    if e.few:
        return
    yield from _forms(term)
    if term.form is None:
        yield unnamed("The generator's gradient is not that of -log D(G(z)).")
    elif term.form == CLEAN and min(abs(term.aim), abs(term.aim - 1)) > 0.005:
        yield unnamed(f"The generator is trained towards the label {term.aim:.3g}, not 1.")
    elif term.towards(0):
        yield named("generator-labels-wrong")
    elif term.scale < 0:
        yield named("generator-loss-saturating")


def of_discriminator(reading: Reading, tolerance: float, summed: bool) -> Loss:
    """The cross-entropy of real samples towards 1 and of generated ones towards 0. ``summed``:
    the sum over the batch is as good as the mean."""
    e = reading.evidence
    real, fake = (fit(reading, is_real, tolerance) for is_real in (True, False))
    found = [*_presence(e, real, fake)]
    if not e.few and all(f.mistake for f in found):
        found += [*_forms(real, fake), *_labels(real, fake, tolerance)]
    if found or e.few:
        return Loss(tuple(found))
    labels = _real_labels(real, fake) or [1.0] * real.count
    first = [cross_entropy(real.logits, one) for one in (labels, [1.0] * real.count)]
    second, rows = cross_entropy(fake.logits, [0.0] * fake.count), real.count + fake.count
    values = [r + second for r in first]
    values += [(real.count * r + fake.count * second) / rows for r in first]
    means = (fake.weight, 2 * fake.weight, fake.scale * rows)
    sums = (fake.scale, 2 * fake.scale) if summed else ()
    # Both terms may be added or averaged, and their samples too.
    factors = (1.0, 0.5, e.size, e.size / 2) if summed else (1.0, 0.5)
    values = [value * factor for value in values for factor in factors]
    drawn = () if real.form else tuple(labels)
    return Loss((), tuple(values), _scale(tolerance, fake.weight, *means, *sums), drawn)


def _scale(tolerance: float, scale: float, *allowed: float) -> float:
    return 1.0 if any(abs(one - 1) < 10 * tolerance for one in allowed) else scale


def _forms(*terms: Term) -> Iterator[Finding]:
    for form, mistake in ((DOUBLE, "double-sigmoid"), (RAW, "logits-without-sigmoid")):
        if any(term.form == form for term in terms):
            yield named(mistake)


def _presence(e: Evidence, real: Term, fake: Term) -> Iterator[Finding]:
    made = [len(z) for z in e.notes.noise]
    if real.silent and fake.silent:
        arrived = e.notes.reached.get("discriminator")
        yield unnamed(_CLEARED if arrived else "No gradient reaches the discriminator in its step.")
        return
    if real.silent:
        yield named("real-term-missing")
    elif real.count < e.size:
        yield unnamed(f"Only {real.count} of {e.size} real samples are used.")
    if fake.silent:
        yield named("fake-term-missing")
    elif fake.count not in (*made, sum(made)):
        yield unnamed(f"Only {fake.count} of {sum(made)} generated samples are used.")


def _labels(real: Term, fake: Term, tolerance: float) -> Iterator[Finding]:
    if real.silent:
        if fake.towards(1):
            yield named("fakes-labelled-real")
        elif not fake.towards(0):
            yield unnamed("Generated samples are not trained towards label 0.")
    elif fake.silent:
        if not real.towards(1):
            yield unnamed("Real samples are not trained towards label 1.")
    elif real.towards(0) and fake.towards(1):
        yield named("labels-swapped")
    elif real.towards(0):
        yield unnamed("Real samples are trained towards label 0.")
    elif fake.towards(1):
        yield named("fakes-labelled-real")
    elif fake.form is None:
        yield unnamed(UNKNOWN.format("generated"))
    elif min(fake.scale, real.scale) < 0:
        yield unnamed("One of the two terms is not a cross-entropy: its sign is reversed.")
    elif fake.label > 0.01:
        text = "Generated samples are trained towards {:.2g}; only real labels may be smoothed."
        yield unnamed(text.format(fake.label))
    elif _real_labels(real, fake) is None:
        text = f"Real samples are trained towards {real.label:.2g}."
        yield unnamed(text if real.form else UNKNOWN.format("real"))
    elif real.form == fake.form:
        ratio = real.weight / fake.weight, real.scale / fake.scale
        if all(abs(one - 1) >= 10 * tolerance for one in ratio):
            text = "The real term weighs {:.3g} times as much as the fake term."
            yield unnamed(text.format(ratio[0]))


UNKNOWN = "The gradient on {} samples is not that of a binary cross-entropy."


def _real_labels(real: Term, fake: Term) -> list[float] | None:
    """Labels near 1, perhaps drawn anew for each real sample; None if that is not what they are."""
    if real.form is not None:
        return [real.label] * real.count if real.towards(1) else None
    if fake.form != CLEAN:
        return None
    for scale in (fake.weight / real.count, fake.scale):
        labels = [sigmoid(s) - g / scale for s, g in zip(real.logits, real.gradient)]
        if all(0.65 <= y <= 1.25 for y in labels):
            return labels
    return None
