"""What ``train`` returns: two lists, a float for each epoch, and whether the means are right."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterator, Mapping
from typing import Any

from torch import Tensor

from grader.findings import Finding
from grader.spies import Event

from .story import SIZES, Story
from .words import named, times

KEYS = {"train_loss": "train", "val_loss": "val"}
_CLOSE = 1e-3


def shape(story: Story) -> Iterator[Finding]:
    """A dict with the two lists, one number an epoch."""
    result, epochs = story.take.result, story.take.epochs
    asked = 'a dict with the lists "train_loss" and "val_loss"'
    if not isinstance(result, Mapping):
        got = "None" if result is None else f"an object of type {type(result).__name__}"
        yield named("history-wrong", f"train returns {got}, not {asked}.")
        return
    missing = [key for key in KEYS if key not in result]
    if missing:
        there = ", ".join(repr(str(k)) for k in list(result)[:6]) or "none"
        text = f"The returned dict has no {' and no '.join(map(repr, missing))}; its keys: {there}."
        yield named("history-wrong", text)
        return
    for key in KEYS:
        values = result[key]
        if isinstance(values, Tensor):
            yield named("loss-tensor-kept", f"{key} is a tensor, not a list of floats.")
            continue
        if not isinstance(values, (list, tuple)):
            text = f"{key} is an object of type {type(values).__name__}, not a list."
            yield named("history-wrong", text)
            continue
        if len(values) != epochs:
            text = f"{key} has {times(len(values), 'entry')} after {epochs} epochs."
            text = text.replace("entrys", "entries")
            yield named(
                "history-wrong", text, explains=("batches-skipped", "scheduler-not-stepped"),
                expected=str(epochs), actual=str(len(values)),
            )  # fmt: skip
        odd = [v for v in values if not _is_number(v)]
        if any(isinstance(v, Tensor) or hasattr(v, "dtype") for v in odd):
            graph = any(isinstance(v, Tensor) and v.requires_grad for v in odd)
            more = ", with a graph" if graph else ""
            text = f"{key} holds objects of type {type(odd[0]).__name__}{more}, not floats."
            yield named("loss-tensor-kept", text)
        elif odd:
            text = f"{key} holds objects of type {type(odd[0]).__name__}, not floats."
            yield named("history-wrong", text)


def _is_number(value: Any) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def averages(story: Story) -> Iterator[Finding]:
    """Each entry is the mean loss of its epoch, by sample or by batch."""
    result = story.take.result
    if not isinstance(result, Mapping) or len(story.epochs) != story.take.epochs:
        return
    if not story.of("loss"):
        yield named(None, "loss_fn was never called.")
        return
    bad: list[tuple[str, int, float, float, str]] = []
    for key, part in KEYS.items():
        values = [_number(v) for v in _entries(result, key)]
        if len(values) != len(story.epochs) or None in values:
            continue
        for epoch, value in enumerate(values):
            losses = _losses(story, epoch, part)
            if not losses or not _whole(losses, part) or value is None:
                continue
            means = _means(losses)
            if not any(_near(value, mean) for mean in means):
                how = _how(story, epoch, part, value, losses)
                bad.append((key, epoch, value, means[0], how))
    if not bad:
        yield from _unused(story)
        return
    if {how for *_, how in bad} == {"other"} and {key for key, *_ in bad} == set(KEYS):
        yield named("history-wrong", "train_loss holds the validation losses, and val_loss the "
                    "training losses.")  # fmt: skip
        return
    key, epoch, value, mean, how = bad[0]
    text = f"{key}[{epoch}] is {value:.4g}, but the mean loss of that epoch is {mean:.4g}"
    reason = "" if how in ("", "other") else f": it is {how}"
    yield named(
        "loss-wrong-average", f"{text}{reason}.", expected=f"{mean:.6g}", actual=f"{value:.6g}"
    )


def _entries(result: Mapping, key: str) -> list[Any]:
    values = result.get(key)
    if isinstance(values, Tensor):
        return list(values.detach().reshape(-1))
    return list(values) if isinstance(values, (list, tuple)) else []


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError, RuntimeError):
        return None


def _near(value: float, wanted: float) -> bool:
    if not math.isfinite(wanted):
        return not math.isfinite(value)
    return abs(value - wanted) <= _CLOSE * abs(wanted) + 1e-7


Losses = list[tuple[float, int]]


def _losses(story: Story, epoch: int, part: str) -> list[Event]:
    """The losses of one epoch; for training those that went backward."""
    batches = story.epochs[epoch]
    if part == "train":
        found = story.of("loss", batches[0].forward.at, story.window(epoch)[1])
        mine = [e for e in found if e.part == "train" and e.value is not None]
        return [e for e in mine if e.seeds] or mine
    found = story.of("loss", *story.window(epoch))
    return _first_pass([e for e in found if e.part == "val" and e.value is not None])


def _first_pass(events: list[Event]) -> list[Event]:
    seen: set[int] = set()
    kept = []
    for event in events:
        if not seen & set(event.samples):
            seen |= set(event.samples)
            kept.append(event)
    return kept


def _whole(events: list[Event], part: str) -> bool:
    """All samples of the loader were in these losses: else another mistake is named."""
    return len({i for e in events for i in e.samples}) == SIZES[part]


def _pairs(events: list[Event]) -> Losses:
    return [(float(e.value), len(e.samples)) for e in events]


def _means(events: list[Event]) -> tuple[float, float]:
    pairs = _pairs(events)
    total = sum(n for _, n in pairs)
    return sum(v * n for v, n in pairs) / total, sum(v for v, _ in pairs) / len(pairs)


def _how(story: Story, epoch: int, part: str, value: float, events: list[Event]) -> str:
    """What a wrong entry is instead, if that can be told."""
    pairs = _pairs(events)
    batch_sum, sample_sum = sum(v for v, _ in pairs), sum(v * n for v, n in pairs)
    samples, batches = sum(n for _, n in pairs), len(pairs)
    other = _losses(story, epoch, "val" if part == "train" else "train")
    so_far = [e for i in range(epoch + 1) for e in _losses(story, i, part)]
    table = {
        "the last batch's loss": [pairs[-1][0]],
        "the first batch's loss": [pairs[0][0]],
        "the sum over batches": [batch_sum],
        "the sum over samples": [sample_sum],
        "the sum of batch means divided by the number of samples": [batch_sum / samples],
        "the sum over samples divided by the number of batches": [sample_sum / batches],
        "the mean over all epochs so far": list(_means(so_far)),
        "other": list(_means(other)) if other else [],
    }
    for name, values in table.items():
        if any(_near(value, v) for v in values):
            return name
    return ""


def _unused(story: Story) -> Iterator[Finding]:
    """Losses of the right shapes for both loaders."""
    for event in story.of("loss"):
        if event.shapes[0] != event.shapes[1]:
            text = f"loss_fn was given shapes {event.shapes[0]} and {event.shapes[1]}."
            yield named(None, text, [event])
            return
    for part in ("train", "val"):
        if not any(e.part == part for e in story.of("loss")) and (
            part == "train" or story.validation
        ):
            yield named(None, f"loss_fn was never called on a whole {part} batch.")
            return


def swapped(story: Story) -> Iterator[Finding]:
    """The prediction comes first."""
    events = [e for e in story.of("loss") if e.swapped]
    if events:
        total = len(story.of("loss"))
        text = f"In {len(events)} of {total} calls loss_fn received the target first."
        yield named("loss-arguments-swapped", text, events)
