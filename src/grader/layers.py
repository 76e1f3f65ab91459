"""Questions that ask for classes of layers: their weights are told apart by shape.

    QUESTION = question(
        __file__, {"BasicBlock": (3, 5, 2)},
        probes=(Probe("in train mode", (x,), training=True), Probe("", (x,), init=(5, 5)), ...),
    )

Every class is explained apart. ``init`` of a probe are other arguments for the constructor; choose
sizes that give each weight a shape of its own (see shapes.py). Running averages are put to fixed
values before every call.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import float32, nn
from torch.nn.parameter import is_lazy

from . import candidate, conditions, norms, weights
from .cases import Call, Case, Get, Seen, Setting
from .contract import ModuleClass, takes_of
from .filled import Filled, Init
from .functions import VALUES, Probe, first
from .judgement import Group
from .numbers import MIXED, SINGLE
from .observation import Digest, digest
from .question import Question
from .reference import Reference
from .shapes import Shape, is_matrix


@dataclass(frozen=True)
class Layer:
    """A class, built with some arguments: what the conditions on weights look at."""

    kind: Layers
    name: str
    init: Init

    def build(self, get: Get, setting: Setting, call: Call, **more: Any) -> nn.Module:
        """A new module in the dtype of the setting. Raises what its constructor raises."""
        built = call(get(self.name), *self.init, **more)
        if built.error is not None:
            raise built.error
        module = built.value.to(setting.dtype).eval()
        if any(map(is_lazy, module.parameters())):
            self.run(module, setting.with_(grad=False), call)
        return module

    def run(self, module: nn.Module, setting: Setting, call: Call) -> Seen:
        """The first probe on a module as it is."""
        probe = self.kind.first_probe(self.name, self.init)
        return self.kind.call(module, self.name, probe, setting, call)


@dataclass(frozen=True, eq=False)
class LayerSupply:
    """The modules of a program, each built when it is first asked for."""

    kind: Layers
    get: Get
    setting: Setting
    call: Call
    plain: bool = False  # the reference's: modules are filled in the plainest way
    _kept: dict[tuple[str, Init], Filled | BaseException] = field(default_factory=dict)

    def take(self, name: str, init: Init) -> Filled:
        """The module. Raises what its constructor raises."""
        key = (name, init)
        if key not in self._kept:
            self._kept[key] = self._make(Layer(self.kind, name, init))
        found = self._kept[key]
        if isinstance(found, BaseException):
            raise found
        return found

    def _make(self, layer: Layer) -> Filled | BaseException:
        run = functools.partial(layer.run, setting=self.setting, call=self.call)
        try:
            module = layer.build(self.get, self.setting, self.call)
            shapes = self.kind.shapes[layer.name, layer.init]
            filled = Filled(module, shapes, run, trusted=self.plain)
        except BaseException as error:
            return error
        if not self.plain and filled.ways() > 1:
            self._settle(layer, filled)
        return filled

    def _settle(self, layer: Layer, filled: Filled) -> None:
        """Of several ways to fill a module, keeps to the one that is right, if there is one."""
        setting = self.setting.with_(grad=False)
        training = bool(self.kind.first_probe(layer.name, layer.init).training)

        def output(one: Filled, place: int) -> Digest:
            return digest(layer.run(one.ready(place, training), setting, self.call).value)

        wanted = output(self.reference.take(layer.name, layer.init), 0)
        tolerance = SINGLE if setting.dtype == float32 else MIXED
        ways = range(filled.ways())
        right = (way for way in ways if output(filled, way).agrees(wanted, tolerance))
        filled.settled = next(right, None)

    @functools.cached_property
    def reference(self) -> LayerSupply:
        """The same modules of the reference's."""
        get = self.kind.reference.get
        return LayerSupply(self.kind, get, self.setting, candidate.attempt, plain=True)

    def ways(self) -> int:
        """The most ways in which any of the modules can be filled."""
        for key in self.kind.built:
            with contextlib.suppress(BaseException):
                self.take(*key)
        return max((f.ways() for f in self._kept.values() if isinstance(f, Filled)), default=1)


@dataclass(frozen=True, eq=False)
class Reading:
    """A program whose modules are filled in the way of that number, or in their last."""

    supply: LayerSupply
    place: int


@dataclass(frozen=True)
class Layers:
    """The kind: see cases.Kind. ``inits`` are the usual arguments of each class."""

    reference: Reference
    inits: Mapping[str, Init]
    probes: tuple[Probe, ...]
    result: Callable[[Any], Any]

    @property
    def items(self) -> tuple[ModuleClass, ...]:
        own = [(name, self.reference.get(name)) for name in self.inits]
        return tuple(ModuleClass(n, takes_of(c.__init__), takes_of(c.forward)) for n, c in own)

    @functools.cached_property
    def _of_class(self) -> dict[str, list[tuple[Init, Probe]]]:
        return {
            name: [(p.init or init, p) for p in self.probes if p.of in (None, name)]
            for name, init in self.inits.items()
        }

    @functools.cached_property
    def built(self) -> tuple[tuple[str, Init], ...]:
        """The classes with the arguments that they are built with, the usual ones first."""
        pairs = [(name, init) for name, init in self.inits.items()]
        pairs += [(name, init) for name, probes in self._of_class.items() for init, _ in probes]
        return tuple(dict.fromkeys(pairs))

    def modules(self, prepared: Reading) -> tuple[Layer, ...]:
        """What the conditions on weights look at: of those that hold the same weights, one."""
        found: dict[tuple[str, ...], Layer] = {}
        for name, init in self.built:
            with contextlib.suppress(BaseException):  # why it cannot be built is told already
                module = prepared.supply.take(name, init).module
                names = (name, *(name for name, _ in module.named_parameters()))
                found.setdefault(names, Layer(self, name, init))
        return tuple(found.values())

    @property
    def cases(self) -> tuple[Case, ...]:
        return self._cases

    @functools.cached_property
    def _cases(self) -> tuple[Case, ...]:
        return tuple(
            Case(
                " ".join((f"{name}{init}", probe.label)),
                " ".join((f"The result of {self._written(name, init)}", probe.label)).strip(),
                probe.stage,
                self._runner(name, init, probe),
                name,
                repeats=not probe.once,
                view=probe.view,
            )
            for name, probes in self._of_class.items()
            for init, probe in probes
        )

    def _written(self, name: str, init: Init) -> str:
        return f"`{name}({', '.join(map(repr, init))})`"

    def first_probe(self, name: str, init: Init) -> Probe:
        """The first probe of a class with these arguments, or the first of all."""
        own = self._of_class[name]
        return next((probe for one, probe in own if one == init), own[0][1])

    @functools.cached_property
    def _parameters(self) -> dict[str, list[str]]:
        forward = {name: self.reference.get(name).forward for name in self.inits}
        return {n: list(inspect.signature(f).parameters)[1:] for n, f in forward.items()}

    def _runner(
        self, name: str, init: Init, probe: Probe
    ) -> Callable[[Reading, Setting, Call], Seen]:
        def run(reading: Reading, setting: Setting, call: Call) -> Seen:
            try:
                filled = reading.supply.take(name, init)
            except BaseException as error:
                return Seen(error=error)
            training = setting.training if probe.training is None else probe.training
            return self.call(filled.ready(reading.place, training), name, probe, setting, call)

        return run

    def call(
        self, module: nn.Module, name: str, probe: Probe, setting: Setting, call: Call
    ) -> Seen:
        """Calls a module as it is on what the probe gives it."""
        arguments = probe.given(0)
        return arguments.call(module, setting, call, self.result, self._parameters[name])

    @functools.cached_property
    def shapes(self) -> dict[tuple[str, Init], list[Shape]]:
        """Those of the reference's weights, in the order of construction."""
        built = {key: self.reference.get(key[0])(*key[1]) for key in self.built}
        return {
            key: [tuple(p.shape) for p in module.parameters() if is_matrix(p)]
            for key, module in built.items()
        }

    def prepare(self, get: Get, setting: Setting, call: Call) -> Iterator[Reading]:
        supply = LayerSupply(self, get, setting, call)
        yield Reading(supply, 0)
        yield from (Reading(supply, place) for place in range(1, supply.ways()))


def question(
    grade: str,
    inits: Mapping[str, Init],
    probes: tuple[Probe, ...],
    titles: Mapping[str, str] | None = None,
    result: Callable[[Any], Any] = first,
    **more: Any,
) -> Question:
    """The question. ``grade`` is the path of the drill's grade.py; ``inits`` holds, for each
    class, the arguments of its constructor; ``more`` are fields of ``Question``."""
    kind = Layers(Reference(Path(grade).parent), inits, probes, result)
    return Question(kind, titles or {VALUES: "The values are right"}, _GROUPS, probes, **more)


_GROUPS = (
    conditions.INPUTS,
    Group(
        "calls",
        "Neither chance nor an earlier call matters",
        (conditions.CHANCE, weights.DROPOUT, conditions.INSTANCES, norms.AVERAGES),
    ),
    Group(
        "weights",
        "All weights are registered, used once and trained",
        (
            weights.REGISTERED,
            weights.USED,
            norms.SHARED,
            conditions.GRADIENTS,
            norms.CANCELLED,
        ),
    ),
)
