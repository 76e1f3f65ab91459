"""A finding for a mistake of this drill, with its line where that is certain."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from grader import locate
from grader.findings import Finding
from grader.subject import Subject

from .cell import NAME

# How much of a step each mistake changes, as a rule; the larger comes first.
_WEIGHTS = {
    "return-structure-wrong": 0.99,
    "state-order-swapped": 0.95,
    "peepholes-added": 0.7,
    "gates-coupled": 0.65,
    "units-mixed": 0.6,
    "gates-share-weights": 0.6,
    "default-state-wrong": 0.45,
    "state-mutated": 0.42,
    "state-detached": 0.4,
    "hidden-ignored": 0.3,
    "input-ignored": 0.3,
}
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
    weight = _WEIGHTS.get(mistake, 0.5)
    at = _line(subject, mistake) if line is None else line
    return Finding(mistake, line=at, weight=weight, blocks=blocks, detail=said)


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
    if mistake not in _IN_H + _IN_C or returns != forward.body[-1:]:
        return None
    pair = returns[0].value
    if not isinstance(pair, ast.Tuple) or len(pair.elts) != 2:
        return None
    value = pair.elts[mistake in _IN_C]
    if not isinstance(value, ast.Name):
        return pair.lineno
    made = [node.lineno for node in forward.body if value.id in _assigned(node)]
    return made[0] if len(made) == 1 else None


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]
