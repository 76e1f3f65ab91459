"""The event log as a story: epochs, the training batches in them, updates, validation passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

from grader.spies import Event

from .scene import TRAIN, VAL, Take

Gradients = dict[int, Tensor]
SIZES = {"train": TRAIN, "val": VAL}


@dataclass
class Batch:
    """A training batch: its forward pass, and where in the story it stands."""

    forward: Event
    epoch: int
    position: int  # within the epoch


@dataclass
class Update:
    """An optimizer step with the backward passes on training batches since the one before."""

    step: Event
    batches: list[Batch]
    backwards: list[Event]
    validated: bool  # a validation batch went backward since the step before
    seed: float  # what backward began with: 1, or the factor that the loss was scaled by

    @property
    def fresh(self) -> Gradients:
        """The gradient of the last batch alone."""
        return self.backwards[-1].gradients

    @property
    def piled(self) -> Gradients:
        """What stands in ``.grad`` after the last backward if nothing was zeroed since."""
        last = self.backwards[-1]
        return {
            i: g if last.left.get(i) is None else g + last.left[i]
            for i, g in last.gradients.items()
        }

    @property
    def leftover(self) -> bool:
        """Gradients from before the step before were still there at the first backward."""
        return size(self.backwards[0].left) > 1e-6 * (1e-9 + size(self.backwards[0].gradients))


def size(gradients: dict[int, Tensor | None]) -> float:
    """The total norm."""
    return sum(float(g.pow(2).sum()) for g in gradients.values() if g is not None) ** 0.5


@dataclass
class Story:
    take: Take
    batches: list[Batch] = field(default_factory=list)
    epochs: list[list[Batch]] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    stray: list[Event] = field(default_factory=list)  # steps without a new training gradient
    on_validation: list[Event] = field(default_factory=list)  # of these, after validation batches
    validation: list[Event] = field(default_factory=list)  # forward passes on validation data

    @property
    def complete(self) -> bool:
        return self.take.error is None

    @property
    def events(self) -> list[Event]:
        return self.take.log.events

    def of(self, kind: str, after: int = -1, before: float = float("inf")) -> list[Event]:
        return [e for e in self.events if e.kind == kind and after < e.at < before]

    def window(self, epoch: int) -> tuple[int, float]:
        """Between the last training batch of an epoch and the first of the next."""
        following = self.epochs[epoch + 1] if epoch + 1 < len(self.epochs) else None
        end = following[0].forward.at if following else float("inf")
        return self.epochs[epoch][-1].forward.at, end


def read(take: Take) -> Story:
    """Finds the training batches (the passes that went backward, if any did) and the rest."""
    story = Story(take)
    forwards = [e for e in take.log.events if e.kind == "forward"]
    train = [f for f in forwards if f.part == "train"]
    learned = [f for f in train if f.backwards] or [f for f in train if f.graph]
    story.validation = [f for f in forwards if f.part == "val"]
    _split(story, learned)
    _updates(story)
    return story


def _split(story: Story, learned: list[Event]) -> None:
    """A new epoch begins when samples come again (unless a batch is at once repeated)."""
    seen: set[int] = set()
    before: Event | None = None
    for forward in learned:
        samples = set(forward.samples)
        again = before is not None and before.samples == forward.samples
        if again and before is not None:
            between = story.of("forward", before.at, forward.at) + story.of(
                "scheduler", before.at, forward.at
            )
            again = all(e.kind == "forward" and e.part == "train" for e in between)
        if not story.epochs or (seen & samples and not again):
            story.epochs.append([])
            seen = set()
        seen |= samples
        epoch = story.epochs[-1]
        epoch.append(Batch(forward, len(story.epochs) - 1, len(epoch)))
        story.batches.append(epoch[-1])
        before = forward


def _updates(story: Story) -> None:
    batches = {id(batch.forward): batch for batch in story.batches}
    pending: list[Any] = []
    validated = False
    last: Event | None = None
    for event in story.events:
        if event.kind == "forward":
            last = event
        elif event.kind == "backward":
            if id(event.forward) in batches:
                pending.append(event)
            elif event.forward.part == "val":
                validated = True
        elif event.kind == "step":
            if pending:
                owners = [batches[id(b.forward)] for b in pending]
                seed = _seed(story, owners[-1].forward.at, event.at)
                story.updates.append(Update(event, owners, pending, validated, seed))
            else:
                story.stray.append(event)
                if last is not None and last.part == "val":
                    story.on_validation.append(event)
            pending, validated = [], False


def _seed(story: Story, after: int, before: int) -> float:
    seeds = {s for e in story.of("loss", after, before) if e.part == "train" for s in e.seeds}
    return seeds.pop() if len(seeds) == 1 else 1.0
