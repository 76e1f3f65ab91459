"""What a step did wrong, from what the spies saw: in one call, and in all of its calls."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from grader.findings import Finding

from .gradients import Reading, read
from .harness import DISCRIMINATOR, GENERATOR, Evidence
from .losses import UNKNOWN, Loss, of_discriminator, of_generator
from .naming import named, unnamed

_NO_GRADIENT = "does not require grad"  # part of torch's message
_NO_LOSS = Loss(())
# What shows only on gradients that were there before.
_FILLED = {"discriminator-zero-grad-missing", "generator-zero-grad-missing",
           "generator-grads-cleared"}  # fmt: skip


@dataclass(frozen=True)
class Opinion:
    """What is said of one call."""

    evidence: Evidence
    found: tuple[Finding, ...]
    loss: Loss = _NO_LOSS
    norm: float = 0.0  # of its gradient

    @property
    def names(self) -> set[str | None]:
        return {f.mistake for f in self.found}

    @property
    def unexplained(self) -> bool:
        """Whether something is wrong that has no name."""
        return None in self.names or self.loss.scale != 1.0 or self.evidence.error is not None

    def could_show(self, mistake: str) -> bool:
        if self.evidence.error is not None:
            return mistake in self.names
        return not self.evidence.few and (self.evidence.trial.filled or mistake not in _FILLED)


def judge(e: Evidence, before: Evidence, tolerance: float, summed: bool) -> Opinion:
    """One call. Nothing is said about an exception, unless a listed mistake causes it."""
    found = list(e.effects)
    if e.error is not None:
        if e.step == GENERATOR and e.notes.calls and _NO_GRADIENT in str(e.error):
            found.append(named("generator-step-detached", raises=True))
        return Opinion(e, tuple(found))
    if not e.notes.calls and not e.steps:
        text = f"With {e.size} samples the {e.which} step does nothing."
        return Opinion(e, (*found, unnamed(text)))
    reading, loss = read(e, before), _NO_LOSS
    strange = e.notes.seen - e.notes.made - {*range(e.notes.first_fake)}
    found += _odd(reading, strange if e.notes.drawn else strange - {None})
    if not strange or not e.notes.drawn:
        discriminates = e.step == DISCRIMINATOR
        of = of_discriminator if discriminates else of_generator
        loss = of(reading, tolerance, summed)
    found += [*loss.found, *value_of(e.returned, e.which)]
    if not found and loss.values:
        found += _returned(float(e.returned), loss.values, tolerance)
    return Opinion(e, tuple(found), loss, reading.norm)


def _odd(reading: Reading, strange: set[int | None]) -> Iterator[Finding]:
    """What is wrong with the samples, with how they count, and with the update."""
    e = reading.evidence
    own = e.notes.calls if e.step == DISCRIMINATOR else e.notes.drawn
    if any(call.heard and not call.training for call in own):
        yield unnamed(f"The {e.which} is in eval mode in its own step.")
    elif None in strange:
        yield unnamed("The discriminator sees samples that are neither real nor the generator's.")
    elif strange:
        yield unnamed(f"The {e.which} step uses samples generated in an earlier step.")
    elif reading.extra:
        text = "The gradient of the {} step is not that of the cross-entropy alone."
        yield unnamed(text.format(e.which))
    if reading.repeated:
        yield unnamed("The optimizer steps more than once on the same samples.")
    if reading.leftover and (e.steps or e.which in e.notes.reached):
        yield named(f"{e.which}-zero-grad-missing")
    if not e.steps:
        yield named("step-missing", network=e.which)


def value_of(returned: Any, which: str) -> Iterator[Finding]:
    """Whether a step returned a float."""
    if isinstance(returned, Tensor):
        yield named("loss-tensor-returned", step=which)
    elif not isinstance(returned, (int, float)) or isinstance(returned, bool):
        kind = type(returned).__name__
        yield unnamed(f"The {which} step should return the loss as a float, not {kind}.")


def _returned(value: float, values: tuple[float, ...], tolerance: float) -> Iterator[Finding]:
    """The float must be the loss whose gradient was seen."""
    off = min(abs(value / each - 1) for each in values)
    if not off <= 2 * tolerance:
        text = "The returned loss is {:.5g}, but that of this batch is {:.5g}."
        yield unnamed(text.format(value, values[0]))
    elif off > 1e-9 and value == round(value, 6):
        yield unnamed("The returned loss is rounded.")


def consistent(opinions: Sequence[Opinion]) -> list[Finding]:
    """What all calls show, or what differs between them: a step that makes a mistake now and then
    makes none of those listed. What has no name counts only where nothing has one."""
    seen = {f.mistake: f for o in reversed(opinions) for f in o.found}
    names = [name for name in seen if name is not None]
    always = [n for n in names if all(n in o.names for o in opinions if o.could_show(n))]
    if always:
        return [seen[name] for name in always]
    if names:
        which = opinions[0].evidence.which
        return [unnamed(f"The {which} step does not do the same in every call.")]
    plain = [f for o in opinions for f in o.found]
    return plain or [*_not_drawn(opinions), *_scaled(opinions)]


def _not_drawn(opinions: Sequence[Opinion]) -> Iterator[Finding]:
    """Smoothed labels that differ from sample to sample are drawn at random: where two calls give
    the same logits the same "labels", these come from another term of the loss."""
    first, second = (o.loss.drawn for o in opinions[:2])
    if first and len(first) == len(second) and math.dist(first, second) < 1e-6:
        yield unnamed(UNKNOWN.format("real"))


def _scaled(opinions: Sequence[Opinion]) -> Iterator[Finding]:
    """A gradient too large or too small. Clipping its norm is fine, and leaves all that were too
    large with the same norm."""
    off = [o for o in opinions if o.loss.scale != 1.0]
    norms = [o.norm for o in off]
    smaller = all(o.loss.scale < o.evidence.size for o in off)
    if off and not (
        smaller and min(norms) >= 0.999 * max(norms) >= max(o.norm for o in opinions) * 0.998
    ):
        which = off[0].evidence.which
        yield unnamed(f"The {which}'s gradient is {off[0].loss.scale:.3g} times that of its loss.")
