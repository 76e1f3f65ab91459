"""What a run shows: facets that are read from the log, in words or numbers of their own."""

from __future__ import annotations

import inspect
import numbers
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import torch
from torch import Tensor

from grader import candidate, locate
from grader.cases import Get, Setting
from grader.programs import Placed, Record
from grader.spies import Event

from .scene import GAMMA, LIMIT, LR, Scene, arguments, flat

FACETS = {
    "updates": {
        "steps": "The number of backward passes before each step",
        "stray": "The number of steps without a new gradient",
        "gradients": "The gradient at each step",
        "clipping": "What touches the gradients outside backward and step",
        "weights": "What changed the weights",
    },
    "training": {
        "batches": "The list of samples in the training batches of each epoch",
        "modes": "The mode of the model in training, epoch by epoch,",
        "arguments": "What loss_fn is given in training",
    },
    "validation": {
        "passes": "The list of samples in the validation passes",
        "mode": "The mode of the model in validation",
        "graph": "What the validation passes build for autograd",
        "learning": "What is called on validation batches",
        "state": "The state of the model in validation",
        "val arguments": "What loss_fn is given in validation",
    },
    "schedule": {
        "places": "The list of places where the scheduler steps",
        "call": "The list of arguments of scheduler.step",
        "rates": "The learning rate of the steps",
    },
    "train_loss": {
        "train entries": 'history["train_loss"]',
        "train values": "The training loss of each epoch",
        "train losses": "The number of samples that loss_fn is given in training",
        "extra": "The number of further passes over training samples",
    },
    "val_loss": {
        "val entries": 'history["val_loss"]',
        "val values": "The validation loss of each epoch",
        "val losses": "The number of samples that loss_fn is given in validation",
    },
}
for _part, _facets in FACETS.items():
    _facets[f"{_part} end"] = "The end of the run"


def watch(get: Get, setting: Setting, record: Record) -> None:
    """Calls ``train`` once, and records what it did, also up to an exception."""
    train = get("train")
    path = getattr(getattr(inspect.unwrap(train), "__code__", None), "co_filename", None)
    scene = Scene(path)
    given = arguments(scene)
    end = "returned"
    try:
        named = set(given) <= set(inspect.signature(train).parameters)
        result = train(**given) if named else train(*given.values())
    except BaseException as error:
        part = next((f.part for f in reversed(scene.of("forward"))), "the beginning")
        end = f"{type(error).__name__} in {candidate.called(error, path)} in {part}"
        raise
    finally:
        record.update({f"{part} end": end for part in FACETS})
        _Story(scene).tell(record)
    for part in ("train", "val"):
        record[f"{part} entries"], record[f"{part} values"] = _entries(result, part, scene)


def _entries(result: Any, part: str, scene: Scene) -> tuple[str, Any]:
    """What sort of entries a list of the history has, and their values."""
    if not any(loss.part == part for loss in scene.of("loss")):
        return f"without any {part} loss", None
    values = result.get(f"{part}_loss") if isinstance(result, Mapping) else None
    if values is None:
        return "missing", None
    if isinstance(values, Tensor):
        values = list(values.reshape(-1))
    if not isinstance(values, (list, tuple)):
        return "no list", None
    if any(hasattr(value, "dtype") for value in values):
        return "tensors", [float(value) for value in values]
    plain = all(isinstance(v, numbers.Real) and not isinstance(v, bool) for v in values)
    return ("floats", [float(value) for value in values]) if plain else ("no numbers", None)


class _Story:
    """The log, cut into epochs: a new one begins when samples come again."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.forwards = scene.of("forward")
        self.on_validation: list[Event] = []  # what is called there besides the model
        trained = [f for f in self.forwards if f.part != "val"]
        learned = [f for f in trained if f.learned]
        self.batches = learned or [f for f in trained if f.graph != "nothing"]
        self.epochs: list[list[Event]] = []
        seen: set[int] = set()
        for forward in self.batches:
            if not self.epochs or seen & set(forward.samples):
                self.epochs.append([])
                seen = set()
            seen |= set(forward.samples)
            self.epochs[-1].append(forward)

    def tell(self, record: Record) -> None:
        steps = self._updates(record)
        self._training(record)
        self._validation(record)
        self._schedule(record, steps)

    def _when(self, event: Event) -> str:
        begun = sum(epoch[0].at < event.at for epoch in self.epochs)
        inside = begun and event.at < self.epochs[begun - 1][-1].at
        return f"in epoch {begun}" if inside else f"after epoch {begun}"

    def _updates(self, record: Record) -> list[Event]:
        """Returns the steps."""
        counts, steps, stray, pending, last = [], [], [], 0, ""
        for event in self.scene.events:
            if event.kind == "forward":
                last = event.part
            elif event.kind == "backward" and event.part == "val":
                self.on_validation.append(event)
            elif event.kind == "backward":
                pending += 1
            elif event.kind == "step":
                where = steps if pending else self.on_validation if last == "val" else stray
                where.append(event)
                counts += [pending] if pending else []
                pending = 0
        zeros = [torch.zeros_like(weight) for weight in self.scene.model.weights]
        gradients = [
            flat(zero if g is None else g for g, zero in zip(step.grads, zeros)) for step in steps
        ]
        intact = all(f.intact for f in self.batches)
        intact = intact and torch.equal(self.scene.model.state()[0], self.scene.weights)
        record["steps"] = _placed(counts, steps)
        record["stray"] = _placed(len(stray), stray)
        record["gradients"] = gradients
        clipped = all(float(gradient.norm()) <= LIMIT * 1.001 for gradient in gradients)
        record["clipping"] = "nothing" if clipped else self._clipping()
        record["weights"] = "the optimizer's steps" if intact else "something besides the optimizer"
        return steps

    def _clipping(self) -> Any:
        """What clipping in the wrong place leaves behind: between a step and the next backward."""
        late, early = [], []
        used: list[float] | None = None
        for event in self.scene.events:
            if event.kind == "step":
                used = [0.0 if g is None else float(g.norm()) for g in event.grads]
            elif used is not None:
                norms = event.data.get("norms", {})
                late += [event for at, norm in norms.items() if 1e-9 < norm < 0.99 * used[at]]
                if event.kind == "grad" and event.how == "read" and not any(norms.values()):
                    early.append(event)
                used = None if event.kind == "backward" else used
        if late:
            return "they are scaled after the step"
        return _placed("they are read before there are any", early) if early else "nothing"

    def _training(self, record: Record) -> None:
        record["batches"] = [", ".join(_range(f.samples) for f in epoch) for epoch in self.epochs]
        odd = [f for f in self.batches if f.mode != "train"]
        record["modes"] = _placed([_all(f.mode for f in e) for e in self.epochs], odd)
        record["arguments"] = self._arguments(record, "train")
        record["extra"] = sum(f.part != "val" for f in self.forwards) - len(self.batches)

    def _validation(self, record: Record) -> None:
        passes = [f for f in self.forwards if f.part == "val"]
        record["passes"] = [
            f"{_range(sample for f in group for sample in f.samples)} {when}"
            for when, group in groupby(passes, self._when)
        ]
        record["mode"] = _always("eval", passes, "mode")
        record["graph"] = _always("nothing", passes, "graph")
        called = _all(event.kind for event in self.on_validation)
        record["learning"] = _placed(called, self.on_validation)
        still = "as training left it" if all(f.still for f in passes) else "changed statistics"
        record["state"] = still if all(f.intact for f in passes) else "other weights"
        record["val arguments"] = self._arguments(record, "val")

    def _arguments(self, record: Record, part: str) -> Any:
        losses = [event for event in self.scene.of("loss") if event.part == part]
        record[f"{part} losses"] = sum(event.count for event in losses)
        return _always("prediction, target", losses, "order")

    def _schedule(self, record: Record, steps: list[Event]) -> None:
        events = self.scene.of("scheduler")
        record["places"] = _placed([self._when(event) for event in events], events)
        record["call"] = ["one" if event.arguments or event.named else "none" for event in events]
        wanted = [LR * GAMMA ** sum(e.at < step.at for e in events) for step in steps]
        same = all(abs(step.lr - rate) < 1e-6 * rate for step, rate in zip(steps, wanted))
        record["rates"] = "the scheduler's" if same else "another than the scheduler's"


def _placed(value: Any, events: list[Event]) -> Placed:
    """With the line of the candidate's file that all these events come from."""
    return Placed(value, locate.only(e.line for e in events if e.line is not None))


def _always(right: str, events: list[Event], field: str) -> Placed:
    """What a field of these events is, with the line of those in which it is not right."""
    odd = [event for event in events if event.data[field] != right]
    return _placed(_all(event.data[field] for event in events), odd)


def _all(words: Iterable[str]) -> str:
    return " and ".join(sorted(set(words))) or "nothing"


def _range(samples: Iterable[int]) -> str:
    found = list(samples)
    whole = found and found == list(range(found[0], found[-1] + 1))
    return f"{found[0]}-{found[-1]}" if whole else " ".join(map(str, found)) or "unknown"
