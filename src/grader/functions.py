"""Questions that ask for functions: probes to call them with, as the solution is called.

    QUESTION = question(
        __file__, "softmax", "log_softmax",
        probes=(Probe("of a matrix", (x,)), Probe("along dim 0", (x,), {"dim": 0})),
    )
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from . import conditions
from .arguments import Arguments
from .cases import Call, Case, Seen, Setting
from .judgement import Group
from .programs import Programs, Scenario, Session
from .question import Question
from .reference import Reference

VALUES = "values"  # the stage of what names none


@dataclass(frozen=True)
class Probe:
    """One call. ``label`` completes "The result ...". ``of`` names the function when the question
    has several and the probe is not for all; ``stage`` is the check that it belongs to.

    ``forms`` are other named arguments that say the same: a contract may leave their form open.
    A program must take one form throughout. ``view`` says what of a value is compared: where a
    mistake can have any size (the floor of a clamp), it makes all of them alike. ``drive`` calls the
    program, given it and the arguments: where one call shows too little.
    """

    label: str
    arguments: tuple[Any, ...]
    named: Mapping[str, Any] = field(default_factory=dict)
    of: str | None = None
    stage: str = VALUES
    init: tuple[Any, ...] | None = None  # of a module that is built for this probe
    training: bool | None = None  # the mode of a module; None: that of the setting
    fresh: bool = False  # a module keeps the weights that it begins with
    once: bool = False  # conditions do not run it again
    forms: tuple[Mapping[str, Any], ...] = ()
    view: Callable[[Any], Any] = lambda value: value
    drive: Callable[..., Any] | None = None

    def called(self, program: Callable[..., Any]) -> Callable[..., Any]:
        """What takes the arguments."""
        return program if self.drive is None else partial(self.drive, program)

    def given(self, form: int) -> Arguments:
        """The arguments in the form of that number; 0 is the plainest."""
        named = self.forms[form - 1] if 0 < form <= len(self.forms) else self.named
        return Arguments(self.arguments, named)


def first(value: Any) -> Any:
    """The first of several returned values, or the only one."""
    return value[0] if isinstance(value, (tuple, list)) and value else value


def question(
    grade: str,
    *names: str,
    probes: tuple[Probe, ...],
    scenarios: tuple[Scenario, ...] = (),
    titles: Mapping[str, str] | None = None,
    result: Callable[[Any], Any] = first,
    gradients: bool = True,
    bfloat16: bool = False,
    **more: Any,
) -> Question:
    """The question. ``grade`` is the path of the drill's grade.py; ``gradients`` and ``bfloat16``
    say whether the contract asks for them; ``more`` are fields of ``Question``, such as
    ``forbidden`` and ``off``."""
    named = titles or {VALUES: "The values are right"}
    reference = Reference(Path(grade).parent)
    several = len(names) > 1
    parameters = {n: list(inspect.signature(reference.get(n)).parameters) for n in names}
    cases = [
        Case(
            f"{name}: {probe.label}",
            f"The result of `{name}` {probe.label}" if several else f"The result {probe.label}",
            probe.stage,
            _runner(name, parameters[name], probe, result, gradients),
            name,
            repeats=not probe.once,
            view=probe.view,
        )
        for name in names
        for probe in probes
        if probe.of in (None, name)
    ]
    cases += [case for one in scenarios for case in one.cases(next(iter(named)))]
    halves = (conditions.BFLOAT16,) if bfloat16 else ()
    precisions = (conditions.FLOAT32, *halves)
    inputs = (conditions.UNCHANGED, conditions.STRIDED, *precisions, conditions.DEVICE)
    return Question(
        Programs(reference, names, tuple(cases)),
        named,
        (
            Group("inputs", "Inputs stay as they are, in any layout and precision", inputs),
            Group("calls", "Neither chance nor an earlier call matters", _CALLS),
            *([_GRADIENTS] if gradients else []),
        ),
        probes,
        **more,
    )


def _runner(
    name: str,
    parameters: list[str],
    probe: Probe,
    result: Callable[[Any], Any],
    gradients: bool,
) -> Callable[[Session, Setting, Call], Seen]:
    arguments = Arguments(probe.arguments, probe.named)

    def run(session: Session, setting: Setting, call: Call) -> Seen:
        own = setting if gradients else setting.with_(grad=False)
        return arguments.call(probe.called(session.get(name)), own, call, result, parameters)

    return run


_CALLS = (conditions.CHANCE, conditions.AGAIN)
_GRADIENTS = Group("gradients", "Gradients flow back to every input", (conditions.GRADIENTS,))
