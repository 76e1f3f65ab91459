"""What a run shows: facets that are read from the log, in words or numbers of their own."""

from __future__ import annotations

import inspect
import numbers
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import torch
from torch import Tensor

from grader import locate
from grader.cases import Get, Setting
from grader.programs import Placed, Record
from grader.spies import Event

from .scene import GAMMA, LIMIT, LR, Scene, arguments

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
        "graph": "The number of validation passes that build a graph",
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
    code = getattr(inspect.unwrap(train), "__code__", None)
    scene = Scene(getattr(code, "co_filename", None))
    given = arguments(scene)
    end = "returned"
    try:
        named = set(given) <= set(inspect.signature(train).parameters)
        result = train(**given) if named else train(*given.values())
    except BaseException as error:
        end = f"{type(error).__name__} in {_last(scene)}"
        raise
    finally:
        record.update({f"{part} end": end for part in FACETS})
        _Story(scene).tell(record)
    for part in ("train", "val"):
        kind, values = _entries(result, part, scene)
        record[f"{part} entries"], record[f"{part} values"] = kind, values


def _last(scene: Scene) -> str:
    forwards = scene.of("forward")
    return forwards[-1].part if forwards else "the beginning"


def _entries(result: Any, part: str, scene: Scene) -> tuple[str, Any]:
    """What sort of entries a list of the history has, and their values."""
    if not any(loss.part == part for loss in scene.of("loss")):
        return f"without any {part} loss", None
    key = f"{part}_loss"
    if not isinstance(result, Mapping) or key not in result:
        return "missing", None
    values = result[key]
    if isinstance(values, Tensor):
        return "tensors", values.detach().reshape(-1).tolist()
    if not isinstance(values, (list, tuple)):
        return "no list", None
    if any(hasattr(value, "dtype") for value in values):
        return "tensors", [float(value) for value in values]
    if not all(isinstance(v, numbers.Real) and not isinstance(v, bool) for v in values):
        return "no numbers", None
    return "floats", [float(value) for value in values]


class _Story:
    """The log, cut into epochs: a new one begins when samples come again."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.forwards = scene.of("forward")
        trained = [f for f in self.forwards if f.part != "val"]
        self.batches = [f for f in trained if f.learned] or [f for f in trained if f.graph]
        self.extra = len(trained) - len(self.batches)
        self.epochs: list[list[Event]] = []
        seen: set[int] = set()
        for forward in self.batches:
            if not self.epochs or seen & set(forward.samples):
                self.epochs.append([])
                seen = set()
            seen |= set(forward.samples)
            self.epochs[-1].append(forward)

    def tell(self, record: Record) -> None:
        self._updates(record)
        self._training(record)
        self._validation(record)
        self._schedule(record)

    def _when(self, event: Event) -> str:
        begun = sum(epoch[0].at < event.at for epoch in self.epochs)
        inside = begun and event.at < self.epochs[begun - 1][-1].at
        return f"in epoch {begun}" if inside else f"after epoch {begun}"

    def _updates(self, record: Record) -> None:
        counts, gradients, pending, last = [], [], 0, ""
        stray: list[Event] = []
        self.steps: list[Event] = []
        self.on_validation: list[Event] = []
        for event in self.scene.events:
            if event.kind == "forward":
                last = event.part
            elif event.kind == "backward" and event.part == "val":
                self.on_validation.append(event)
            elif event.kind == "backward":
                pending += 1
            elif event.kind == "step" and pending:
                counts.append(pending)
                self.steps.append(event)
                gradients.append(_flat(event.grads, self.scene.model.weights))
            elif event.kind == "step":
                (self.on_validation if last == "val" else stray).append(event)
            pending = 0 if event.kind == "step" else pending
        intact = all(f.intact for f in self.batches)
        intact = intact and torch.equal(self.scene.model.state()[0], self.scene.weights)
        record["steps"] = _placed(counts, self.steps)
        record["stray"] = _placed(len(stray), stray)
        record["gradients"] = gradients
        record["clipping"] = self._clipping(gradients)
        record["weights"] = "the optimizer's steps" if intact else "something besides the optimizer"

    def _clipping(self, gradients: list[Tensor]) -> Any:
        """What clipping in the wrong place leaves behind, where gradients are not clipped."""
        if all(float(gradient.norm()) <= LIMIT * 1.001 for gradient in gradients):
            return "nothing"
        late, early = [], []
        for step, *events in self._between_updates():
            norms = [0.0 if g is None else float(g.norm()) for g in step.grads]
            for event in events:
                seen = [(index, norm) for index, norm in _norms(event) if norm > 1e-9]
                late += [event for index, norm in seen if norm < 0.99 * norms[index]]
            early += [e for e in events if e.kind == "grad" and e.how == "read" and not e.norm]
        if late:
            return Placed("they are scaled after the step", None)
        if early:
            return _placed("they are read before there are any", early)
        return "nothing"

    def _between_updates(self) -> Iterator[list[Event]]:
        """From each step to the backward pass that follows."""
        open_: list[Event] = []
        for event in self.scene.events:
            if event.kind == "step":
                open_ = [event]
            elif open_:
                open_.append(event)
            if event.kind == "backward" and open_:
                yield open_
                open_ = []

    def _training(self, record: Record) -> None:
        record["batches"] = [", ".join(_range(f.samples) for f in epoch) for epoch in self.epochs]
        eval_ = [f for f in self.batches if f.mode != "train"]
        record["modes"] = _placed([_all(f.mode for f in e) for e in self.epochs], eval_)
        record["arguments"] = self._arguments(record, "train")
        record["extra"] = self.extra

    def _validation(self, record: Record) -> None:
        passes = [f for f in self.forwards if f.part == "val"]
        windows = groupby(passes, self._when)
        record["passes"] = [
            f"{_range([s for f in group for s in f.samples])} {when}" for when, group in windows
        ]
        odd = [f for f in passes if f.mode != "eval"]
        record["mode"] = _placed(_all(f.mode for f in passes), odd)
        graphs = [f for f in passes if f.graph]
        record["graph"] = _placed(len(graphs), graphs)
        called = sorted({event.kind for event in self.on_validation})
        record["learning"] = _placed(" and ".join(called) or "nothing", self.on_validation)
        same = all(f.intact for f in passes), all(f.still for f in passes)
        record["state"] = {
            (True, True): "as training left it",
            (True, False): "changed statistics",
        }.get(same, "other weights")
        record["val arguments"] = self._arguments(record, "val")

    def _arguments(self, record: Record, part: str) -> Any:
        losses = [event for event in self.scene.of("loss") if event.part == part]
        record[f"{part} losses"] = sum(event.count for event in losses)
        odd = [event for event in losses if event.order != "prediction, target"]
        return _placed(_all(event.order for event in losses), odd)

    def _schedule(self, record: Record) -> None:
        events = self.scene.of("scheduler")
        record["places"] = _placed([self._when(event) for event in events], events)
        record["call"] = ["one" if event.arguments or event.named else "none" for event in events]
        wanted = [LR * GAMMA ** sum(e.at < step.at for e in events) for step in self.steps]
        same = all(abs(step.lr - rate) < 1e-6 * rate for step, rate in zip(self.steps, wanted))
        record["rates"] = "the scheduler's" if same else "another than the scheduler's"


def _norms(event: Event) -> Iterable[tuple[int, float]]:
    """The norms of gradients that an event found, by the number of the parameter."""
    if event.kind == "grad":
        return [(event.index, event.norm or 0.0)]
    found = event.data.get("norms") or event.data.get("left") or []
    return [(index, norm or 0.0) for index, norm in enumerate(found)]


def _flat(gradients: list[Tensor | None], like: Iterable[Tensor]) -> Tensor:
    pairs = zip(gradients, like)
    return torch.cat([(torch.zeros_like(p) if g is None else g).reshape(-1) for g, p in pairs])


def _placed(value: Any, events: list[Event]) -> Placed:
    """With the line of the candidate's file that all these events come from."""
    return Placed(value, locate.only(e.line for e in events if e.line is not None))


def _all(words: Iterable[str]) -> str:
    return " and ".join(sorted(set(words))) or "none"


def _range(samples: Iterable[int]) -> str:
    found = list(samples)
    if found and found == list(range(found[0], found[-1] + 1)):
        return f"{found[0]}-{found[-1]}"
    return " ".join(map(str, found)) or "unknown"
