"""Training loop: one run on spies, whose facets are explained part by part."""

from __future__ import annotations

import re

import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from grader import procedures
from grader.programs import Scenario
from grader.switches import bug, way

from .grading.facets import FACETS, watch

_NUMBER = re.compile(r"\d\.\d|\d\.?e-?\d|\bnan\b|\binf\b", re.IGNORECASE)


def batches(loader):
    found = list(loader)
    if bug("batches-skipped"):
        return found[:1]
    if bug("batches-skipped.two"):
        return found[:2]
    if bug("batches-skipped.first"):
        return found[1:]
    return [pair for pair in found if not bug("batches-skipped.ragged") or len(pair[0]) == loader.batch_size]


def loss_of(model, loss_fn, inputs, targets):
    prediction = model(inputs)
    return loss_fn(targets, prediction) if bug("loss-arguments-swapped") else loss_fn(prediction, targets)


def learn(model, loader, optimizer, scheduler, loss_fn, limit):
    parameters, pairs = list(model.parameters()), []
    per_batch = not (bug("zero-grad-missing") or bug("zero-grad-per-epoch"))
    between = not (bug("clip-missing") or bug("clip-after-step") or bug("clip-before-backward"))
    if bug("zero-grad-per-epoch"):
        optimizer.zero_grad()
    for inputs, targets in batches(loader):
        if per_batch and not bug("zero-grad-after-backward"):
            optimizer.zero_grad()
        loss = loss_of(model, loss_fn, inputs, targets)
        if bug("clip-before-backward"):
            clip(parameters, limit)
        loss.backward()
        if per_batch and bug("zero-grad-after-backward"):
            optimizer.zero_grad()
        if between:
            clip(parameters, limit)
        if not (bug("step-missing") or bug("step-outside-loop")):
            optimizer.step()
        if bug("clip-after-step"):
            clip(parameters, limit)
        if bug("scheduler-per-batch"):
            scheduler.step()
        if bug("loss-wrong-average.after-the-step"):
            loss = loss_of(model, loss_fn, inputs, targets)
        pairs.append((loss.detach(), len(inputs)))
    if bug("step-outside-loop"):
        optimizer.step()
    return pairs


def clip(parameters, limit):
    if bug("clip-by-value"):
        return clip_grad_value_(parameters, limit)
    if bug("clip-per-parameter"):
        return [clip_grad_norm_(p, limit) for p in parameters]
    limit = 1.0 if bug("clip-missing.one") else 5.0 if bug("clip-missing.five") else limit
    limit = 0.5 if bug("clip-missing.half") else 10.0 if bug("clip-missing.ten") else limit
    return clip_grad_norm_(parameters, limit)


def measure(model, loader, optimizer, scheduler, loss_fn):
    pairs = []
    for inputs, targets in batches(loader):
        with torch.set_grad_enabled(bug("no-grad-missing")):
            loss = loss_of(model, loss_fn, inputs, targets)
            if bug("validation-trains"):
                optimizer.zero_grad()
            if bug("validation-trains") or bug("validation-trains.backward-only"):
                loss.backward()
            if bug("validation-trains") or bug("validation-trains.step-only"):
                optimizer.step()
        if bug("scheduler-per-batch.validation"):
            scheduler.step()
        pairs.append((loss.detach(), len(inputs)))
    return pairs


def mean(pairs, loader):
    """Of one epoch's losses, each with the size of its batch."""
    values, sizes = [value for value, _ in pairs], [size for _, size in pairs]
    by_batch, by_sample = sum(values), sum(value * size for value, size in pairs)
    if bug("loss-wrong-average"):
        return by_batch
    if bug("loss-wrong-average.sum-over-samples"):
        return by_sample
    if bug("loss-wrong-average.batches-by-samples"):
        return by_batch / sum(sizes)
    if bug("loss-wrong-average.samples-by-batches"):
        return by_sample / len(sizes)
    if bug("loss-wrong-average.samples-by-nominal"):
        return by_sample / (len(sizes) * loader.batch_size)
    if bug("loss-wrong-average.nominal-by-samples"):
        return by_batch * loader.batch_size / sum(sizes)
    if bug("loss-wrong-average.last-batch"):
        return values[-1]
    if bug("loss-wrong-average.first-batch"):
        return values[0]
    if bug("loss-wrong-average.last-index"):
        return by_batch / max(1, len(values) - 1)
    if bug("loss-wrong-average.exponential"):
        total = 0.0
        for value in values:
            total = 0.9 * total + 0.1 * value
        return total
    return by_batch / len(sizes) if way("by-batch") else by_sample / sum(sizes)


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history, kept = {"train_loss": [], "val_loss": []}, {"train_loss": [], "val_loss": []}
    if bug("train-mode-not-restored"):
        model.train()
    if bug("history-wrong.one-epoch") or bug("history-wrong.two-epochs"):
        epochs = 1 if bug("history-wrong.one-epoch") else 2
    for _ in range(epochs):
        if bug("scheduler-before-optimizer"):
            scheduler.step()
        if not (bug("train-mode-not-restored") or bug("train-mode-not-restored.never")):
            model.train()
        found = {"train_loss": learn(model, train_loader, optimizer, scheduler, loss_fn, max_grad_norm)}
        if not bug("eval-mode-missing"):
            model.eval()
        if not bug("validation-missing"):
            loader = train_loader if bug("validation-missing.wrong-loader") else val_loader
            found["val_loss"] = measure(model, loader, optimizer, scheduler, loss_fn)
        idle = bug("scheduler-not-stepped") or bug("scheduler-not-stepped.after-training")
        if not (idle or bug("scheduler-per-batch") or bug("scheduler-per-batch.validation") or bug("scheduler-before-optimizer")):
            scheduler.step()
        for key, pairs in found.items():
            kept[key] = kept[key] + pairs if bug("loss-wrong-average.not-reset") else pairs
            loader = train_loader if key == "train_loss" else val_loader
            entries = [value for value, _ in pairs] if bug("history-wrong.per-batch") else [mean(kept[key], loader)]
            history[key] += entries if bug("loss-tensor-kept") else map(float, entries)
        if bug("history-wrong.early-stopping") and history["val_loss"][-2:] > history["val_loss"][-1:] * 2:
            break
    if bug("scheduler-not-stepped.after-training"):
        scheduler.step()
    if bug("history-wrong.swapped"):
        return {"train_loss": history["val_loss"], "val_loss": history["train_loss"]}
    if bug("history-wrong.twice"):
        return {key: values * 2 for key, values in history.items()}
    if bug("history-wrong.last"):
        return {key: values[-1] for key, values in history.items()}
    if bug("history-wrong.text"):
        return {key: list(map(str, values)) for key, values in history.items()}
    return None if bug("history-wrong") else history


def prints_numbers(text, shapes):
    return len(_NUMBER.findall(text)) >= 2


TITLES = {
    "updates": "Each batch has one step, with its own clipped gradient",
    "training": "Training uses every batch once, in train mode",
    "validation": "Validation uses every batch, in eval mode, and changes nothing",
    "schedule": "The scheduler steps once after each epoch",
    "history": "The history holds the mean loss of each epoch",
}
PARTS = {facet: part for part, facets in FACETS.items() for facet in facets}

QUESTION = procedures.question(
    train,
    scenarios=(
        Scenario(
            "run",
            watch,
            {facet: what for facets in FACETS.values() for facet, what in facets.items()},
            stages={facet: part if part in TITLES else "history" for facet, part in PARTS.items()},
            parts=PARTS,
        ),
    ),
    titles=TITLES,
    prints=prints_numbers,
    no_print="Running the file does not print the history that it got.",
    off={"float32": "The dtype is that of the model, which train is given."},
)
STAGES = QUESTION.stages
