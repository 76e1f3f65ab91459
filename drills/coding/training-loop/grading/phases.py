"""Modes, validation, batches and the schedule: what each phase of an epoch may and must do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from grader.findings import Finding
from grader.spies import Event

from .scene import GAMMA, TRAIN, VAL
from .story import Story
from .words import named, times


def modes(story: Story) -> Iterator[Finding]:
    """Train mode in training, eval mode in validation."""
    wrong = [b for b in story.batches if not all(b.forward.modes)]
    if wrong:
        epochs = sorted({b.epoch + 1 for b in wrong})
        where = f"epoch {epochs[0]}" if len(epochs) == 1 else f"epochs {epochs[0]}-{epochs[-1]}"
        text = f"In {where} {times(len(wrong), 'training pass')} ran in eval mode."
        yield named(
            "train-mode-not-restored", text.replace("passs", "passes"), [b.forward for b in wrong]
        )
    wrong_val = [f for f in story.validation if any(f.modes)]
    if wrong_val:
        count, total = len(wrong_val), len(story.validation)
        text = f"{count} of {total} validation passes ran in train mode."
        yield named("eval-mode-missing", text, wrong_val)


def validation(story: Story) -> Iterator[Finding]:
    """Validation data is used, builds no graph and changes nothing."""
    if not story.validation:
        if story.complete and story.batches:
            yield named("validation-missing", "No pass of the model saw validation data.")
        return
    graphs = [f for f in story.validation if f.graph]
    if graphs:
        text = f"{len(graphs)} of {len(story.validation)} validation passes built a graph."
        yield named("no-grad-missing", text, graphs)
    backwards = [b for f in story.validation for b in f.backwards]
    if backwards or story.on_validation:
        done = []
        if backwards:
            done.append(times(len(backwards), "backward pass").replace("passs", "passes"))
        if story.on_validation:
            done.append(times(len(story.on_validation), "optimizer step"))
        text = f"On validation batches there were {' and '.join(done)}."
        yield named("validation-trains", text, backwards or story.on_validation)
    elif _moved(story):
        yield named("validation-trains", "The weights changed between two validation batches.")


def _moved(story: Story) -> bool:
    """Weights differ between two neighbouring validation passes (without a training batch)."""
    forwards = story.of("forward")
    for one, two in zip(forwards, forwards[1:]):
        if one.part == two.part == "val" and not story.of("step", one.at, two.at):
            pairs = zip(one.weights, two.weights)
            if any(not a.equal(b) for a, b in pairs if a.shape == b.shape):
                return True
    return False


def batches(story: Story) -> Iterator[Finding]:
    """Every batch of both loaders is used once per epoch; validation follows training."""
    if not story.complete or not story.batches:
        return
    unknown = [f for f in story.of("forward") if f.part is None]
    counts = [Counter(i for b in epoch for i in b.forward.samples) for epoch in story.epochs]
    skipped = [TRAIN - len(count) for count in counts]
    if any(skipped):
        worst = max(skipped)
        text = f"{TRAIN - worst} of {TRAIN} training samples were used in an epoch."
        yield named("batches-skipped", text, expected=str(TRAIN), actual=str(TRAIN - worst))
    elif any(n > 1 for count in counts for n in count.values()):
        yield named(None, "Some training batches were used more than once in an epoch.")
    elif unknown:
        yield named(None, "The model was given inputs that are no batch of either loader.")
    if story.validation:
        yield from _validation_batches(story)


def _validation_batches(story: Story) -> Iterator[Finding]:
    inside = 0
    for epoch in story.epochs:
        begin, end = epoch[0].forward.at, epoch[-1].forward.at
        inside += sum(begin < f.at < end for f in story.validation)
    used = []
    for index in range(len(story.epochs)):
        begin, end = story.window(index)
        seen = {i for f in story.validation if begin < f.at < end for i in f.samples}
        used.append(len(seen))
    if inside:
        text = f"{times(inside, 'validation batch')} ran between the batches of one epoch."
        yield named(None, text.replace("batchs", "batches"))
    elif min(used) == 0 and story.validation[0].at < story.batches[0].forward.at:
        yield named(None, "Validation ran before the training of its epoch, not after it.")
    elif min(used) == 0:
        text = f"Validation ran after {sum(n > 0 for n in used)} of {len(used)} epochs."
        yield named("batches-skipped", text)
    elif min(used) < VAL:
        text = f"{min(used)} of {VAL} validation samples were used in an epoch."
        yield named("batches-skipped", text, expected=str(VAL), actual=str(min(used)))


def schedule(story: Story) -> Iterator[Finding]:
    """One scheduler step per epoch, after the epoch's training batches."""
    events = story.of("scheduler")
    if not story.batches:
        return
    before = [
        (e, sum(s.at < epoch[0].forward.at for s in events)) for e, epoch in enumerate(story.epochs)
    ]
    inside = [
        s for s in events for x in story.epochs if x[0].forward.at < s.at < x[-1].forward.at
    ]
    if len(inside) >= max(1, len(story.batches) - 2 * len(story.epochs)):
        yield _per_batch(story, events)
        return
    if any(count > epoch for epoch, count in before) and not inside:
        early = [s for s in events if s.at < story.epochs[0][0].forward.at]
        if early:
            text = "The scheduler stepped before the first optimizer step: the first epoch runs "
            yield named("scheduler-before-optimizer", text + "at the second rate.", events)
            return
    if not story.complete:
        return
    epochs, last = len(story.epochs), story.batches[-1].forward.at
    during = [s for s in events if s.at < last]
    rest = len(events) - len(during)
    if not during and (not events or (epochs > 1 and rest == 1)):
        text = "The scheduler never stepped." if not events else (
            "The scheduler stepped only after the last epoch."
        )  # fmt: skip
        if epochs == story.take.epochs or not _cut_short(story):
            yield named("scheduler-not-stepped", text, events)
        return
    if len(events) > epochs and len(events) >= len(story.validation) > epochs:
        yield _per_batch(story, events)
        return
    if epochs == story.take.epochs and (
        len(events) != epochs or inside or any(count != epoch for epoch, count in before)
    ):
        text = f"The scheduler stepped {times(len(events), 'time')} in {epochs} epochs; it should "
        yield named(None, text + "step once after the training batches of each.", events)
    elif any(s.arguments or s.named for s in events):
        text = "scheduler.step() was called with an argument."
        yield named(None, text, [s for s in events if s.arguments or s.named])
    else:
        yield from _rates(story, events)


def _per_batch(story: Story, events: list[Event]) -> Finding:
    count = f"{times(len(events), 'time')} in {times(len(story.epochs), 'epoch')}"
    return named("scheduler-per-batch", f"The scheduler stepped {count}.", events)


def _cut_short(story: Story) -> bool:
    """The run ended after fewer epochs than were asked for."""
    return len(story.epochs) < story.take.epochs


def _rates(story: Story, events: list[Event]) -> Iterator[Finding]:
    for update in story.updates:
        stepped = sum(s.at < update.step.at for s in events)
        wanted = story.take.lr * GAMMA**stepped
        if abs(update.step.lr - wanted) > 1e-6 * wanted:
            text = f"A step ran at learning rate {update.step.lr:.4g}; the schedule says "
            yield named(None, f"{text}{wanted:.4g}.", [update.step])
            return
