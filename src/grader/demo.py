"""The stage that runs the file as a script and looks at what it prints.

It runs after all other stages: a slow or broken demo costs the user nothing else, and the
demo gets whatever time is left before the limit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Callable

from torch import Tensor
from torch.nn.modules.module import register_module_forward_hook

from . import candidate, common, locate
from .findings import Finding
from .stages import Stage
from .subject import Subject

_SHAPE = re.compile(
    r"torch\.Size\(|[(\[]\s*\d+\s*(?:,\s*\d+\s*)+,?\s*[)\]]|[(\[]\s*\d+\s*,\s*[)\]]"
    r"|\b\d+\s*[x\u00d7]\s*\d+"
)
_MAX_SHAPES = 200

Prints = Callable[[str, Sequence[tuple[int, ...]]], bool]


def prints_shape(text: str, shapes: Sequence[tuple[int, ...]]) -> bool:
    """Whether ``text`` shows a shape: written out in any usual way, or its sizes in order."""
    if _SHAPE.search(text):
        return True
    return any(
        re.search(r"\D+".join(rf"(?<![\d.]){size}(?!\.?\d)" for size in shape), text)
        for shape in shapes
        if len(shape) > 1
    )


def runs(prints: Prints = prints_shape, note: str = "") -> Stage:
    """The demo runs and prints what is asked; ``prints`` sees the text and the shapes that
    modules returned on the way. ``note`` is a drill's own sentence for shape-print-missing."""

    def check(subject: Subject) -> list[Finding]:
        return _run(subject, prints, note)

    return Stage("runs", "The file runs as a script", check, needs=("parses",), last=True)


def _run(subject: Subject, prints: Prints, note: str) -> list[Finding]:
    subject.drain()
    shapes: list[tuple[int, ...]] = []

    def record(module: object, inputs: object, output: Any) -> None:
        first: Any = output[0] if isinstance(output, tuple) and output else output
        if isinstance(first, Tensor) and len(shapes) < _MAX_SHAPES:
            shapes.append(tuple(first.shape))

    hook = register_module_forward_hook(record)
    try:
        ran = candidate.attempt(candidate.execute, subject.source, "__main__")
    finally:
        hook.remove()
    text = subject.drain()
    subject.keep_output()
    if ran.error is not None and not _is_clean_exit(ran.error):
        return [_failure(subject, ran.error)]
    # What stood in the middle of a long output is not known.
    if not subject.output_truncated and not prints(text, shapes):
        return [Finding("shape-print-missing", note, severity="note")]
    return []


def _is_clean_exit(error: BaseException) -> bool:
    return isinstance(error, SystemExit) and error.code in (None, 0)


def _failure(subject: Subject, error: BaseException) -> Finding:
    lines = candidate.lines_of(error, subject.path)
    defined = {
        line
        for node in subject.tree.body
        if not locate.is_main_guard(node)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    # A name or module that the demo's own lines miss is not a symptom of anything else; any other
    # failure of the demo may well be one, and says nothing new once something else is named.
    slip = isinstance(error, (NameError, ImportError)) and not defined.intersection(lines)
    return common.explain(subject, error, independent=slip, yields=not slip, blocks=False)
