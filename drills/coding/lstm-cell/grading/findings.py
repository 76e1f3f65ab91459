"""A finding for a mistake of this drill, with its line where that is certain."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from grader import locate
from grader.findings import Finding
from grader.subject import Subject

from .cell import NAME

_OTHERS = "all others"
# By how much of a step a mistake changes, as a rule.
_ORDER = (
    "return-structure-wrong",
    "state-order-swapped",
    "peepholes-added",
    "gates-coupled",
    "units-mixed",
    "gates-share-weights",
    _OTHERS,
    "default-state-wrong",
    "state-mutated",
    "state-detached",
    "input-ignored",
    "hidden-ignored",
)
# What stands in the line that makes the new h, and in the one that makes the new c.
_IN_H = ("output-gate-missing", "output-activation", "cell-tanh-missing", "old-cell-used")
_IN_C = ("forget-gate-missing", "gates-added", "input-gate-missing", "cell-overactivated")
_CUTS = ("detach", "data", "no_grad", "detach_")


def finding(
    subject: Subject,
    mistake: str,
    detail: Mapping[str, str],
    mode: str = "",
    line: int | None = None,
    blocks: bool = False,
) -> Finding:
    """``mode`` is said where the mistake is seen in one mode only."""
    said = {**detail, "mode": mode} if mode else detail
    place = _ORDER.index(mistake if mistake in _ORDER else _OTHERS)
    at = _line(subject, mistake) if line is None else line
    return Finding(mistake, line=at, weight=1 - place / len(_ORDER), blocks=blocks, detail=said)


def _line(subject: Subject, mistake: str) -> int | None:
    forward = subject.method(NAME, "forward")
    if forward is None:
        return None
    returns = [node for node in ast.walk(forward) if isinstance(node, ast.Return)]
    if mistake == "return-structure-wrong":
        return locate.only(node.lineno for node in returns)
    if mistake == "state-detached":
        cuts = locate.lines_where([forward], lambda n: getattr(n, "attr", None) in _CUTS)
        return locate.only(cuts)
    pair = returns[0].value if returns == forward.body[-1:] else None
    if mistake not in _IN_H + _IN_C or not isinstance(pair, ast.Tuple) or len(pair.elts) != 2:
        return None
    value = pair.elts[mistake in _IN_C]
    if not isinstance(value, ast.Name):
        return pair.lineno
    made = [node.lineno for node in forward.body if _assigns(node, value.id)]
    return made[0] if len(made) == 1 else None


def _assigns(node: ast.stmt, name: str) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)
