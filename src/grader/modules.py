"""Questions that ask for a module with weights: those of the solution are carried into it.

    QUESTION = question(
        __file__, "GroupedQueryAttention", (24, 6, 2),
        probes=(Probe("without a mask", (x,)), ...),
        marks=(...),
    )
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from . import carry, conditions, gains, plain, weights
from .cases import Call, Case, Get, Seen, Setting
from .contract import ModuleClass, takes_of
from .functions import VALUES, Probe, first
from .judgement import Group
from .question import Question
from .reference import Reference


@dataclass(frozen=True)
class Modules:
    """The kind: see cases.Kind. ``orders`` are further orders in which rows may stand; ``vectors``
    says that gains and biases are part of the contract."""

    reference: Reference
    name: str  # of the class
    init: tuple[Any, ...]
    probes: tuple[Probe, ...]
    marks: tuple[carry.Mark, ...]
    orders: tuple[carry.Order, ...]
    result: Callable[[Any], Any]
    vectors: bool

    def modules(self, prepared: Any) -> tuple[Modules, ...]:
        """What the conditions on weights look at."""
        return (self,)

    @property
    def items(self) -> tuple[ModuleClass, ...]:
        own = self.reference.get(self.name)
        return (ModuleClass(self.name, takes_of(own.__init__), takes_of(own.forward)),)

    @functools.cached_property
    def _parameters(self) -> list[str]:
        return list(inspect.signature(self.reference.get(self.name).forward).parameters)[1:]

    @property
    def cases(self) -> tuple[Case, ...]:
        return tuple(
            Case(
                probe.label,
                f"The result {probe.label}",
                probe.stage,
                self._runner(probe),
                repeats=probe.init is None and not probe.once,
                view=probe.view,
            )
            for probe in self.probes
        )

    def _runner(self, probe: Probe) -> Callable[[Fitted, Setting, Call], Seen]:
        def run(fitted: Fitted, setting: Setting, call: Call) -> Seen:
            if probe.init is not None or probe.fresh:
                try:
                    fitted = fitted.elsewhere(probe.init or self.init, probe.fresh)
                except BaseException as error:
                    return Seen(error=error)
            if fitted.error is not None:
                return Seen(error=fitted.error)
            training = setting.training if probe.training is None else probe.training
            module = fitted.in_mode(training)
            return self._call(module, probe, setting, call, fitted.form)

        return run

    def run(self, module: nn.Module, setting: Setting, call: Call) -> Seen:
        """The first probe on a module as it is."""
        return self._call(module, self.probes[0], setting, call)

    def _call(
        self, module: nn.Module, probe: Probe, setting: Setting, call: Call, form: int = 0
    ) -> Seen:
        arguments = probe.given(form)
        with plain.still() if setting.still else contextlib.nullcontext():
            called = probe.called(module)
            return arguments.call(called, setting, call, self.result, self._parameters)

    def build(
        self, get: Get, setting: Setting, call: Call, init: tuple[Any, ...] = (), **more: Any
    ) -> nn.Module:
        """A new module in the dtype of the setting. Raises what its constructor raises."""
        built = call(get(self.name), *(init or self.init), **more)
        if built.error is not None:
            raise built.error
        return built.value.to(setting.dtype).eval()

    def prepare(self, get: Get, setting: Setting, call: Call) -> Iterator[Fitted]:
        def read(init: tuple[Any, ...]) -> Iterator[Fitted]:
            module = plain.without_parametrisations(self.build(get, setting, call, init))
            return self._read(module, init, setting, call)

        for place, fitted in enumerate(self._main(lambda: read(self.init))):

            @functools.lru_cache(maxsize=None)
            def elsewhere(init: tuple[Any, ...], fresh: bool, place: int = place) -> Fitted:
                if fresh:
                    return Fitted(Holder(self.build(get, setting, call, init)), ())
                ways = read(init)
                plainest = next(ways)
                return next(itertools.islice(ways, place - 1, None), plainest) if place else plainest

            for form in range(1 + max(len(probe.forms) for probe in self.probes)):
                yield replace(fitted, elsewhere=elsewhere, form=form)

    def _main(self, read: Callable[[], Iterator[Fitted]]) -> Iterator[Fitted]:
        """The readings with the usual arguments. A module that raises with these may work with
        the others that probes ask for, which tells more."""
        try:
            yield from read()
        except GeneratorExit:
            raise
        except BaseException as error:
            if all(probe.init is None for probe in self.probes):
                raise
            yield Fitted(Holder(nn.Module()), (), error)

    def _read(
        self, module: nn.Module, init: tuple[Any, ...], setting: Setting, call: Call
    ) -> Iterator[Fitted]:
        """The ways to carry the reference's weights into a module."""

        def run(mark: carry.Mark) -> Tensor:
            copies = [a.to(setting.dtype) if isinstance(a, Tensor) else a for a in mark.arguments]
            with plain.flat():
                called = call(module, *copies)
            if called.error is not None:
                raise called.error
            return self.result(called.value)

        roles = carry.find(module, self.marks, run)
        if self.vectors:
            own = (p for p in self.probes if (p.init or self.init) == init)
            x = next(own).arguments[0].to(setting.dtype)
            gains.vary(module, x, lambda x: run(carry.Mark((x,), ())))
        holder = Holder(module)
        for arrangement in roles.arrangements(self.orders):
            yield Fitted(holder, tuple(arrangement))


Elsewhere = Callable[[tuple[Any, ...], bool], "Fitted"]  # other arguments; whether left fresh


@dataclass
class Holder:
    """A module and the arrangement that its weights have now."""

    module: nn.Module
    current: Fitted | None = None


@dataclass(frozen=True, eq=False)
class Fitted:
    """A module with the reference's weights in one arrangement."""

    holder: Holder
    arrangement: tuple[tuple[carry.Slot, Tensor], ...]
    error: BaseException | None = None  # what the module raised instead
    form: int = 0  # of the arguments, where the contract leaves it open
    elsewhere: Elsewhere = field(repr=False, default=None)  # type: ignore

    def in_mode(self, training: bool) -> nn.Module:
        """The module, with these weights, in train or eval mode."""
        if self.holder.current is not self:
            carry.put(self.arrangement)
            self.holder.current = self
        module = self.holder.module
        # Some modules forget what they keep when they are asked to change their mode.
        return module if module.training == training else module.train(training)


def question(
    grade: str,
    name: str,
    init: tuple[Any, ...],
    probes: tuple[Probe, ...],
    marks: tuple[carry.Mark, ...] = (),
    titles: Mapping[str, str] | None = None,
    orders: tuple[carry.Order, ...] = (),
    result: Callable[[Any], Any] = first,
    vectors: bool = False,
    **more: Any,
) -> Question:
    """The question. ``grade`` is the path of the drill's grade.py, ``name`` that of the class;
    ``more`` are fields of ``Question``, such as ``forbidden`` and ``off``."""
    reference = Reference(Path(grade).parent)
    kind = Modules(reference, name, init, probes, marks, orders, result, vectors)
    return Question(kind, titles or {VALUES: "The values are right"}, _GROUPS, probes, **more)


_GROUPS = (
    conditions.INPUTS,
    Group(
        "calls",
        "Neither chance, mode nor an earlier call matters",
        (
            conditions.CHANCE,
            weights.DROPOUT,
            conditions.TRAIN,
            conditions.INSTANCES,
        ),
    ),
    Group(
        "weights",
        "All weights are registered, used and trained",
        (weights.REGISTERED, weights.USED, conditions.GRADIENTS),
    ),
)
