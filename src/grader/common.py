"""The mistakes common to all drills: from an exception or an odd result to a named mistake.

A drill's own code gets the first look at an exception; only what it cannot explain comes here.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import inspect
import re
import sys
from collections.abc import Sequence
from typing import Any

import torch

from . import candidate, locate
from .findings import Finding
from .numbers import shape_text
from .subject import Subject

# Names that people use for modules without importing them, besides names of real modules.
_ALIASES = frozenset({"F", "nn", "np", "optim", "pd", "plt", "Tensor", "DataLoader", "rearrange"})
_HOMES = (torch, torch.nn, torch.nn.functional, torch.optim)
_HOME_NAMES = frozenset(name for home in _HOMES for name in dir(home)) - set(dir(builtins))


def explain(subject: Subject, error: BaseException, **more: Any) -> Finding:
    """The common mistake behind an exception: not-implemented, import-missing or raises."""
    line = subject.line_of(error)
    if isinstance(error, NotImplementedError):
        # What torch raises in C code has no frame of its own either.
        inside = candidate.innermost_file(error) == subject.path
        if inside and line in locate.raise_lines([subject.tree]):
            return Finding("not-implemented", _not_written(line), line, **more)
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        name = _missing_name(error)
        if name is not None and never_imported(subject, name):
            where = f" on line {line}" if line else ""
            return Finding(
                "import-missing", f"`{name}` is used{where} but never imported.", line, **more
            )
    return raised(subject, error, **more)


def raised(subject: Subject, error: BaseException, **more: Any) -> Finding:
    """Names the exception itself, with its message and the candidate's line."""
    line = subject.line_of(error)
    where = f" Raised on line {line}." if line else ""
    return Finding("raises", f"{_sentence(candidate.describe(error))}{where}", line, **more)


def out_of_reach(error: BaseException) -> Finding | None:
    """For an exception of the grader's own: whether the candidate's tensors lie on a device
    from which it cannot read them."""
    text = str(error).lower().split(". ")[0]  # the rest may list every device there is
    found = re.search(r"\b(meta|cuda|mps|xpu)\b", text)
    if found is None or not any(word in text for word in ("tensor", "device", "backend")):
        return None
    where = f"Some of your tensors are on the device `{found.group()}`"
    return Finding(None, f"{where}, but a check runs on the CPU and cannot read them there.")


def wrong_shape(subject: Subject, actual: Any, expected: Sequence[int], what: str) -> Finding:
    """For a returned value that is not a tensor of the expected shape; ``what`` names it."""
    wanted, got = str(tuple(expected)), shape_text(actual)
    if actual is None:
        lines = subject.placeholders() + _todo_lines(subject)
        if lines:
            return Finding("not-implemented", _not_written(lines[0]), locate.only(lines))
    text = f"{what} should have shape {wanted} but is {got}."
    return Finding("wrong-output-shape", text, expected=wanted, actual=got)


def reconsider(subject: Subject, findings: list[Finding]) -> list[Finding]:
    """A failure that nothing specific explains, in a file with placeholders: not-implemented."""
    if any(f.is_specific and f.is_error for f in findings):
        return findings
    symptom = any(f.is_error and f.mistake in (None, "raises") for f in findings)
    if not symptom or any(f.mistake == "not-implemented" for f in findings):
        return findings
    lines = subject.placeholders()
    if not lines:
        return findings
    return [*findings, Finding("not-implemented", _not_written(lines[0]), locate.only(lines))]


def never_imported(subject: Subject, name: str) -> bool:
    """Whether an unknown name is most likely a missing import (a module, or torch's own)."""
    assigned = locate.lines_where(
        [subject.tree],
        lambda n: isinstance(getattr(n, "ctx", None), ast.Store) and getattr(n, "id", None) == name,
    )
    if assigned or locate.definition(subject.tree, name) is not None:
        return False
    if name in _ALIASES or name in sys.modules or name in _HOME_NAMES:
        return True
    if hasattr(sys.modules.get("typing"), name) or hasattr(sys.modules.get("math"), name):
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def _missing_name(error: NameError) -> str | None:
    name = getattr(error, "name", None)
    if name:
        return name
    match = re.search(r"name '(\w+)' is not defined", str(error))
    return match.group(1) if match else None


def _not_written(line: int | None) -> str:
    return f"Code is still missing{f' on line {line}' if line else ''}."


def _todo_lines(subject: Subject) -> list[int]:
    numbered = enumerate(subject.source.text.splitlines(), start=1)
    return [number for number, text in numbered if re.search(r"#.*\b(TODO|FIXME)\b", text)]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def signature_text(parameters: Sequence[inspect.Parameter]) -> str:
    """``(a, b=1)`` for messages."""
    shown = [str(p.replace(annotation=inspect.Parameter.empty)) for p in parameters]
    return f"({', '.join(shown)})"
