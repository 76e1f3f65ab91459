"""Conditions of layers that normalise: averages are kept, no norm serves twice, no bias is vain."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from torch import Tensor, arange, nn
from torch import no_grad as _no_grad

from .cases import Call, Seen, Setting
from .filled import Filled, Init
from .findings import Finding
from .judgement import Condition, Judgement
from .numbers import precision
from .observation import Digest, digest
from .question import Question
from .subject import Subject


class Layer(Protocol):
    """A class, built with some arguments."""

    name: str
    init: Init

    def run(self, module: nn.Module, setting: Setting, call: Call) -> Seen: ...


class _Pair:
    """A layer of the candidate's and the same of the reference's."""

    def __init__(self, layer: Layer, reading: Any, call: Call) -> None:
        self._layer, self._reading, self._call = layer, reading, call
        self.name = layer.name
        self.mine: Filled = reading.supply.take(layer.name, layer.init)

    @functools.cached_property
    def theirs(self) -> Filled:
        return self._reading.supply.reference.take(self.name, self._layer.init)

    def run(self, filled: Filled, training: bool, *, fresh: bool = True) -> Digest:
        """The output in train or eval mode; ``fresh``: with averages that no call has changed."""
        place = self._reading.place if filled is self.mine else 0
        module = filled.ready(place, training) if fresh else filled.module.train(training)
        setting = self._reading.supply.setting.with_(grad=False)
        with _no_grad():
            return digest(self._layer.run(module, setting, self._call).value)

    @property
    def spare(self) -> int:
        """How many more numbers that are no matrices the candidate has."""
        mine, theirs = (sum(w.numel() for w in f.vectors()) for f in (self.mine, self.theirs))
        return mine - theirs

    def moved(self, filled: Filled) -> tuple[bool, bool]:
        """Whether a call in train mode, and another in eval mode, changes what eval mode yields."""
        before = self.run(filled, False)
        self.run(filled, True, fresh=False)
        after = self.run(filled, False, fresh=False)
        return before != after, after != self.run(filled, False, fresh=False)

    def changed(self, filled: Filled, vector: Tensor, training: bool) -> Digest:
        """The output when another number is added to each entry of a vector."""
        before = vector.detach().clone()
        at = arange(vector.numel(), dtype=vector.dtype).reshape(vector.shape)
        with _no_grad():
            vector.copy_(before + 0.5 * (1.0 + at).sin())
            seen = self.run(filled, training)
            vector.copy_(before)
        return seen


def _pairs(
    question: Question, subject: Subject, judgement: Judgement, *, usual: bool = False
) -> Iterator[_Pair]:
    """The layers, or only those that are built with the usual arguments."""
    layers: Sequence[Layer] = question.kind.modules(judgement.prepared)  # type: ignore[attr-defined]
    if usual:
        layers = list({layer.name: layer for layer in reversed(layers)}.values())
    with precision(judgement.setting.dtype), question.choosing(judgement.ways):
        for layer in layers:
            yield _Pair(layer, judgement.prepared, subject.attempt)


def _averages(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    for pair in _pairs(question, subject, judgement, usual=True):
        mine, theirs = pair.moved(pair.mine), pair.moved(pair.theirs)
        if mine == theirs:
            continue
        text = "A call in eval mode changes the running averages."
        if mine[0] != theirs[0]:
            updates = "updates the" if mine[0] else "does not update the running"
            text = f"A call in train mode {updates} averages that eval mode uses."
        yield Finding(question.names.get("averages"), text)
        return


def _shared(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """A gain that acts in two places: changing it gives what changing one gain of the reference
    never gives. Where there are as many numbers as in the reference nothing is shared."""
    for pair in _pairs(question, subject, judgement):
        if pair.spare >= 0:
            continue
        theirs = filter(_acts, pair.theirs.vectors())
        known = [pair.changed(pair.theirs, gain, True) for gain in theirs]
        for gain in filter(_acts, pair.mine.vectors()):
            seen = pair.changed(pair.mine, gain, True)
            if not any(seen.agrees(one, judgement.tolerance) for one in known):
                yield question.named(question.names["shared"])
                return


def _cancelled(question: Question, subject: Subject, judgement: Judgement) -> Iterator[Finding]:
    """A bias that a norm takes away again: in train mode it does not act."""
    for pair in _pairs(question, subject, judgement):
        biases = pair.mine.biases or (pair.mine.vectors() if pair.spare > 0 else ())
        if not biases:
            continue
        plain = pair.run(pair.mine, True)
        for bias in biases:
            if pair.changed(pair.mine, bias, True).agrees(plain, judgement.tolerance):
                named = question.named(question.names["cancelled"])
                yield replace(named, detail={"part": f"`{pair.name}`"})
                return


def _acts(vector: Tensor) -> bool:
    return bool(vector.any())


AVERAGES = Condition("averages", _averages)
SHARED = Condition("shared", _shared)
CANCELLED = Condition("cancelled", _cancelled)
