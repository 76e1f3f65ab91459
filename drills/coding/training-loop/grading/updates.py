"""One update for each training batch: the step, zeroing, clipping."""

from __future__ import annotations

from collections.abc import Iterator

from grader.findings import Finding
from grader.spies import Event

from . import clip
from .story import Story, Update, size
from .words import named, times


def steps(story: Story) -> Iterator[Finding]:
    """The optimizer steps once for each batch, with that batch's gradient."""
    count, updates = len(story.batches), story.updates
    if not count:
        return
    if not any(batch.forward.backwards for batch in story.batches):
        if story.complete:
            yield named(None, "No backward pass ran on the training loss.")
        return
    blind = [u for u in updates if clip.empty(u)]
    if blind:
        zeroing = [e for u in blind for e in _between(story, u) if e.kind == "zero_grad"]
        yield named(
            "zero-grad-after-backward",
            f"In {len(blind)} of {times(len(updates), 'step')} the optimizer found no gradient: "
            "it was zeroed between backward and step.",
            zeroing,
        )
    others = [e for e in story.stray if e not in story.on_validation]
    if not updates:
        if story.complete or count > 1:
            what = "The optimizer steps, but never after a backward pass." if others else (
                f"The optimizer never stepped in {times(count, 'training batch')}."
            )  # fmt: skip
            yield named("step-missing", what.replace("batchs", "batches"))
        return
    if not story.complete:
        return
    per_epoch = count / len(story.epochs)
    if len(updates) <= len(story.epochs) < count:
        yield named(
            "step-outside-loop",
            f"The optimizer stepped {len(updates)} times in {len(story.epochs)} epochs of "
            f"{per_epoch:.0f} batches.",
            [u.step for u in updates],
        )
    elif len(updates) < count or others:
        yield named(
            None,
            f"The optimizer stepped {len(updates) + len(others)} times for {count} training "
            "batches; there should be one step for each, after its backward pass.",
            others,
        )


def _between(story: Story, update: Update) -> list[Event]:
    return [e for e in story.events if update.backwards[-1].at < e.at < update.step.at]


def gradients(stories: list[Story]) -> Iterator[Finding]:
    """Each step sees the gradient of its own batch, clipped by its total norm."""
    rule, left = clip.explain(stories)
    if rule is None and any(u.seed != 1 for s in stories for u in s.updates):
        rule, left = clip.explain(stories, unscale=False)
        if rule is not None:
            seed = next(u.seed for s in stories for u in s.updates if u.seed != 1)
            yield named(None, f"Backward ran on {seed:.4g} times the loss.")
    yield from _zeroing(stories, left)
    yield from _clipping(stories, rule)


def _zeroing(stories: list[Story], left: set[int]) -> Iterator[Finding]:
    with_left = [u for s in stories for u in s.updates if id(u) in left]
    if not any(s.updates for s in stories):
        yield from _never_zeroed(stories)
        return
    if all(u.validated for u in with_left):
        return  # the gradients come from validation batches: another mistake's symptom
    first = [u for s in stories for u in s.updates if _opens_later_epoch(u)]
    kept = [u for u in first if id(u) in left]
    total = sum(len(s.updates) for s in stories)
    found = f"In {len(with_left)} of {times(total, 'step')} the gradient held that of earlier "
    if first and not kept:
        text = found + "batches too; only the first batch of an epoch began at zero."
        zeroing = [
            e for s in stories for e in s.events if e.kind == "zero_grad" and s.updates
        ]  # fmt: skip
        yield named("zero-grad-per-epoch", text, zeroing)
    else:
        yield named("zero-grad-missing", found + "batches too.")


def _opens_later_epoch(update: Update) -> bool:
    return update.batches[0].epoch > 0 and update.batches[0].position == 0


def _never_zeroed(stories: list[Story]) -> Iterator[Finding]:
    """Without any step: each backward finds the sum of all gradients so far."""
    for story in stories:
        backwards = [b for batch in story.batches for b in batch.forward.backwards]
        for before, after in zip(backwards[1:], backwards[2:]):
            piled = {
                i: g if before.left.get(i) is None else g + before.left[i]
                for i, g in before.gradients.items()
            }
            if size(before.left) > 1e-6 and _along(after.left, piled):
                yield named("zero-grad-missing", "Gradients add up from batch to batch.")
                return


def _along(actual: dict, expected: dict) -> bool:
    """Equal up to a positive factor."""
    factor = size(actual) / max(size(expected), 1e-12)
    return factor > 1e-6 and clip.near(actual, {i: g * factor for i, g in expected.items()})


def _clipping(stories: list[Story], rule: str | None) -> Iterator[Finding]:
    updates = [(u, s) for s in stories for u in s.updates if not clip.empty(u)]
    if rule == "norm" or not updates:
        return
    over = [(size(clip.seen(u)), s.take.limit) for u, s in updates]
    worst, limit = max(over, key=lambda pair: pair[0] / pair[1])
    told = f"With max_grad_norm={limit:g} a step saw gradients of total norm {worst:.3g}"
    if rule == "value":
        yield named("clip-by-value", f"{told}; each value was clipped by itself.")
    elif rule in ("parameter", "groups"):
        yield named("clip-per-parameter", f"{told}; each parameter was scaled by its own factor.")
    elif rule == "fixed":
        text = f"{told}; they were clipped to {worst:.3g}, not to max_grad_norm."
        yield named("clip-missing", text)
    elif rule == "some":
        text = f"{told}; in some steps nothing was clipped."
        yield _why_unclipped(stories, text) or named("clip-missing", text)
    elif rule == "none":
        text = f"{told}; nothing was clipped."
        yield _why_unclipped(stories, text) or named("clip-missing", text)
    elif rule == "always":
        yield named(None, "Gradients with a norm below max_grad_norm were scaled up to it.")
    else:
        text = "The gradients that a step saw are not its batch's, clipped by their total norm."
        yield named(None, text)


def _why_unclipped(stories: list[Story], text: str) -> Finding | None:
    """Clipping that came too late or too early leaves traces in what touched ``.grad``."""
    late: list[Event] = []
    early: list[Event] = []
    for story in stories:
        for update, following in zip(story.updates, [*story.updates[1:], None]):
            starts = update.step.at
            end = following.backwards[0].at if following else float("inf")
            late += _shrunk(story, update, starts, end)
            if following is None:
                continue
            reads = story.of("grad", starts, end)
            early += [e for e in reads if e.how == "read" and not e.norm]
    if late:
        return named("clip-after-step", text[:-1] + " before the step, only after it.", late)
    if early:
        text = text[:-1] + " after backward; there was nothing to clip before it."
        return named("clip-before-backward", text, early)
    return None


def _shrunk(story: Story, update: Update, start: int, end: float) -> list[Event]:
    """Touches of ``.grad`` after the step that made gradients smaller, but not zero."""
    norms = {i: float(g.norm()) for i, g in clip.seen(update).items() if g is not None}
    touched: dict[int, Event] = {}
    culprits: list[Event] = []

    def look(index: int, norm: float | None) -> None:
        known = norms.get(index)
        if norm and known and 1e-9 < norm < 0.99 * known and index in touched:
            culprits.append(touched[index])

    for event in story.events:
        if not start < event.at <= end:
            continue
        if event.kind == "grad":
            look(event.index, event.norm)
            touched[event.index] = event
        elif event.kind == "zero_grad":
            for index, norm in enumerate(event.norms):
                look(index, norm)
        elif event.kind == "backward":
            for index, left in event.left.items():
                look(index, None if left is None else float(left.norm()))
    return culprits
