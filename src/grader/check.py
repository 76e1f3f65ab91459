"""One whole check: load the drill's grade.py, run its stages on a file, give the verdict."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
import threading
import traceback
import types
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Callable

from . import candidate, conditions, frozen, planted
from .findings import Finding
from .lean import spare_compiler
from .question import Question
from .repair import Repair
from .sandbox import Capture
from .stages import Run, Stage
from .subject import Subject
from .verdict import Check, Verdict
from .wire import Request

PACKAGE = "tensor_drill"  # the drill's folder, as a package: grade.py may import siblings
NOT_STARTED = "start"  # the only check of a verdict where the file or the drill cannot be read
_PATIENCE = 2.0  # seconds for a file's script once something is wrong with the file
_AHEAD = "_ahead"  # the package's attribute for what was loaded before it was asked for
_REPAIR = "_repair"  # the same for a program that is being repaired: its file, and the question


class CannotStart(Exception):
    """The drill's grade.py or the candidate's file cannot be read; its cause says why."""


def load_stages(drill: str, broken: str | None = None) -> Sequence[Stage]:
    """Imports ``grade.py`` of a drill folder and returns its STAGES; where a program is repaired,
    as they are made then. ``broken`` is the file that says what it was broken with."""
    stages = _load_grade(drill)
    question = _question()
    if broken is None or question is None:
        return stages
    known = _repair_ahead()
    if known is not None and known[0] == broken:
        return known[1].stages
    repair = Repair.of(question, planted.load(Path(broken)))
    _ = repair.table  # now: a candidate may change what its rows are computed with
    return repair.stages


def _load_grade(drill: str) -> Sequence[Stage]:
    package, still = sys.modules.get(PACKAGE), _is_grade_ahead(drill)
    if package is not None:  # taken once: what a candidate's code found loaded is not trusted again
        vars(package).pop(_AHEAD, None)
    if still:
        return sys.modules[f"{PACKAGE}.grade"].STAGES
    path = os.path.join(drill, "grade.py")
    if not os.path.isfile(path):
        raise FileNotFoundError(f"the drill has no grade.py: {drill}")
    for name in _modules():
        del sys.modules[name]
    package = types.ModuleType(PACKAGE)
    package.__path__ = [drill]
    sys.modules[PACKAGE] = package
    grade = importlib.import_module(f"{PACKAGE}.grade")
    question = _question()
    if question is not None:
        question.kind.reference.read()
    return grade.STAGES


def load_question(drill: str) -> Question | None:
    """The drill's QUESTION, where its grade.py is made with the framework."""
    _load_grade(drill)
    return _question()


def _question() -> Question | None:
    found = getattr(sys.modules[f"{PACKAGE}.grade"], "QUESTION", None)
    return found if isinstance(found, Question) else None


def load_ahead(drill: str, broken: str | None = None) -> None:
    """Imports ``grade.py`` before anybody asks, and runs what ``broken`` lists; whoever then asks
    is told what is wrong with it."""
    spare_compiler()
    with contextlib.suppress(BaseException):
        question = load_question(drill)
        if question is not None and broken is not None:
            question = Repair.of(question, planted.load(Path(broken)))
            vars(sys.modules[PACKAGE])[_REPAIR] = (broken, question)
        if question is not None:
            conditions.warm(question)
        modules = _modules()
        vars(sys.modules[PACKAGE])[_AHEAD] = (drill, modules, _files(drill, modules))
    # What is here now stays: a check that searches all of torch for garbage takes twice as long.
    gc.freeze()


def is_ahead(drill: str, broken: str | None = None) -> bool:
    """Whether the drill is loaded as it is on the disk, and so is what a program was broken with."""
    known = _repair_ahead()
    return _is_grade_ahead(drill) and broken == (None if known is None else known[0])


def checks_ahead(broken: str | None = None) -> list[str]:
    """The ids of all checks that a whole verdict has, of the drill that is loaded ahead."""
    known = _repair_ahead()
    if broken is not None and known is not None:
        return [stage.id for stage in known[1].stages]
    return [stage.id for stage in sys.modules[f"{PACKAGE}.grade"].STAGES]


def _is_grade_ahead(drill: str) -> bool:
    package = sys.modules.get(PACKAGE)
    ahead = package is not None and vars(package).get(_AHEAD)
    if not ahead:
        return False
    # The modules as noted: to go through all of sys.modules costs a fork milliseconds of page faults.
    _, modules, _ = ahead
    return ahead == (drill, modules, _files(drill, modules))


def _repair_ahead() -> tuple[str, Repair] | None:
    package = sys.modules.get(PACKAGE)
    return None if package is None else vars(package).get(_REPAIR)


def hide() -> None:
    """Takes the grader and the drill out of what can be imported: both are at work, but the model
    solution is not one import away."""
    own = __package__ or "grader"
    for name in list(sys.modules):
        if name.split(".")[0] in (own, PACKAGE):
            del sys.modules[name]


def _modules() -> list[str]:
    return [name for name in sys.modules if name == PACKAGE or name.startswith(PACKAGE + ".")]


def _files(drill: str, modules: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The files of these modules and those that belong to frozen.json, with time and size: other
    ones tell that somebody wrote there."""
    imported = [getattr(sys.modules.get(name), "__file__", None) for name in modules]
    found: dict[str, tuple[int, int]] = {}
    for path in (*imported, *frozen.files(Path(drill))):
        if path is not None:
            with contextlib.suppress(OSError):
                state = os.stat(path)
                found[str(path)] = (state.st_mtime_ns, state.st_size)
    return found


def check(
    request: Request,
    capture: Capture | None = None,
    on_limit: Callable[[Verdict], None] | None = None,
    before: Callable[[], None] = lambda: None,
) -> Verdict:
    """Grades one file. When the limit passes, ``on_limit`` gets the verdict from a thread of
    its own, while the candidate's code still hangs; it is expected to end the process.
    ``before`` is called when all is read, and none of the candidate's code has run."""
    spare_compiler()
    try:
        stages = load_stages(request.drill, request.broken)
        source = candidate.read(request.file, request.data)
        before()
    except BaseException as error:
        raise CannotStart from error
    return judged(stages, source, request, capture, on_limit)


def judged(
    stages: Sequence[Stage],
    source: candidate.Source,
    request: Request,
    capture: Capture | None,
    on_limit: Callable[[Verdict], None] | None,
) -> Verdict:
    """Runs the stages on a file that has been read; the rest is as in ``check``."""
    subject = Subject(source, capture)
    done = threading.Event()
    main, frames = threading.get_ident(), sys._current_frames

    def watch(seconds: float, in_time: bool) -> None:
        if on_limit is None or done.wait(seconds):
            return
        where = None if in_time else candidate.hang(frames(), main, source.path)
        subject.drain()
        subject.keep_output()
        on_limit(run.verdict(interrupted=None if where is None else _hung(seconds, where)))

    def within(seconds: float, in_time: bool = False) -> None:
        if request.limit_ms and on_limit is not None:
            threading.Thread(target=watch, args=(seconds, in_time), daemon=True).start()

    run = Run(
        subject,
        stages,
        request.stage,
        request.says,
        request.ends_at_failure,
        # What is wrong is known, so nobody waits long for what the file prints as a script.
        lambda: within(max(_PATIENCE, 3 * run.seconds), in_time=True),
    )
    within(request.limit_ms / 1e3)
    try:
        return run.run()
    finally:
        done.set()


def _hung(seconds: float, where: candidate.Hang) -> Finding:
    at = f" on line {where.line}" if where.line else ""
    doing = f"; it was{at}" if at else ""
    if where.compiles:
        doing = f"; PyTorch's compiler was still at work{at}, but a check needs no compiled code"
    message = f"The program had not finished after {seconds:.1f} s{doing}."
    return Finding("times-out", message, where.line)


def broken(error: BaseException) -> Verdict:
    """The verdict when the grader itself cannot work, for example on a missing file."""
    started = not isinstance(error, CannotStart)
    cause = error if started or error.__cause__ is None else error.__cause__
    trouble = "".join(traceback.format_exception(type(cause), cause, cause.__traceback__))[-4000:]
    id, text = ("grader" if started else NOT_STARTED), "The grader could not run."
    return Verdict(checks=[Check(id, "The grader runs", "failed", text)], trouble=trouble)
