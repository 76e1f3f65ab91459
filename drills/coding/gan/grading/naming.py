"""Findings of this drill: what a name weighs, and the line that it points at."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from grader import locate
from grader.findings import Finding
from grader.subject import Subject

# How much of a failure each explains; what is not listed weighs 0.5.
_WEIGHTS = {
    "batch-size-hard-coded": 0.95,
    "labels-swapped": 0.9,
    "double-sigmoid": 0.85,
    "logits-without-sigmoid": 0.85,
    "real-term-missing": 0.8,
    "fake-term-missing": 0.8,
    "generator-step-detached": 0.8,
    "detach-missing": 0.6,
    "loss-tensor-returned": 0.2,
}
_DRAWS = ("randn", "rand", "randn_like", "rand_like", "normal", "normal_", "uniform_", "zeros",
          "ones", "new_zeros", "new_ones", "full", "repeat", "expand")  # fmt: skip
_CUTS = ("detach", "detach_", "data", "no_grad")


def named(mistake: str, raises: bool = False, **detail: Any) -> Finding:
    """A mistake of this drill's; ``raises`` where it is also why the step raises."""
    explains = frozenset({"raises"} if raises else ())
    weight = _WEIGHTS.get(mistake, 0.5)
    return Finding(mistake, weight=weight, explains=explains, detail=detail)


def unnamed(text: str) -> Finding:
    """A failure that fits no mistake of the list."""
    return Finding(None, text)


def whole_numbers(tree: ast.AST, least: int, most: int) -> list[int]:
    """Those written in the code, such as a batch size."""
    values = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    return [v for v in values if type(v) is int and least <= v <= most]


def located(subject: Subject, finding: Finding, step: str) -> Finding:
    """The finding with the line in ``step``, where the syntax leaves only one possibility."""
    scope, used = subject.scope(step), locate.reachable(subject.tree, [step])
    arguments = scope.args.args if isinstance(scope, ast.FunctionDef) else []
    first = arguments[0].arg if arguments else ""
    around = [s for s in used if not isinstance(s, ast.ClassDef)]
    # Where each is written: in the step itself, or in what it uses as well.
    tests: dict[str, tuple[list[Any], Callable[[ast.AST], bool]]] = {
        "step-missing": (around, lambda n: _mentions(n) == "step"),
        "discriminator-zero-grad-missing": (around, lambda n: _mentions(n) == "zero_grad"),
        "generator-zero-grad-missing": (around, lambda n: _mentions(n) == "zero_grad"),
        "generator-step-detached": (around, lambda n: getattr(n, "attr", None) in _CUTS),
        "latent-not-sampled": (around, lambda n: (_calls(n) or "").split(".")[-1] in _DRAWS),
        "detach-missing": ([scope], lambda n: _calls(n) == first),
        "generator-grads-cleared": ([scope], lambda n: _calls(n) == f"{first}.zero_grad"),
        "loss-tensor-returned": ([scope], lambda n: isinstance(n, ast.Return)),
    }
    if finding.mistake not in tests:
        return finding
    return replace(finding, line=locate.only(locate.lines_where(*tests[finding.mistake])))


def _mentions(node: ast.AST) -> str | None:
    """``step`` of ``optimizer.step``, which stands alone and is not called."""
    return getattr(node.value, "attr", None) if isinstance(node, ast.Expr) else None


def _calls(node: ast.AST) -> str | None:
    """``generator.zero_grad`` of a call."""
    return locate.dotted(node.func) if isinstance(node, ast.Call) else None
