"""Mutants of a solution: programs with one operator, constant, name, argument or statement changed.

A mutant that passes is a change that no check notices: a gap, unless the program is right all the
same.
"""

from __future__ import annotations

import ast
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_NAMES = {
    "sigmoid": "tanh",
    "tanh": "sigmoid",
    "relu": "sigmoid",
    "ReLU": "Sigmoid",
    "softmax": "log_softmax",
    "train": "eval",
    "eval": "train",
    "no_grad": "enable_grad",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "new_zeros": "new_ones",
    "view": "reshape",
    "sqrt": "exp",
    "step": "zero_grad",
    "detach": "clone",
}


@dataclass(frozen=True)
class Mutant:
    """``change`` says what was changed, and which of several alike it is; ``line`` is where in the
    solution, from 1."""

    change: str
    line: int
    text: str


def mutants(source: str) -> Iterator[Mutant]:
    """Each different mutant; the demo at the end of a solution is left alone."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    said: Counter[str] = Counter()
    for index, (node, _) in enumerate(_nodes(tree)):
        for variant, (what, _) in enumerate(_changes(node)):
            other = ast.parse(source)  # many times faster than a copy of the tree
            target, statement = _nodes(other)[index]
            before, line = _line_of(statement), statement.lineno
            list(_changes(target))[variant][1]()
            text = ast.unparse(other)
            if text not in seen:
                seen.add(text)
                change = what or f"{before} => {_line_of(statement)}"
                said[change] += 1
                often = f" ({said[change]})" if said[change] > 1 else ""
                yield Mutant(change + often, line, text)


def _nodes(tree: ast.Module) -> list[tuple[ast.AST, ast.stmt]]:
    """Each node with the innermost statement around it, which may be the node itself. A change
    keeps its number in a drill's survivors.yaml as long as this order stays."""
    found: list[tuple[ast.AST, ast.stmt]] = []
    for top in tree.body:
        left: deque[tuple[ast.AST, ast.stmt]] = deque([] if _is_demo(top) else [(top, top)])
        while left:
            node, statement = left.popleft()
            found.append((node, statement))
            for child in ast.iter_child_nodes(node):
                left.append((child, child if isinstance(child, ast.stmt) else statement))
    return found


def _is_demo(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def _line_of(node: ast.AST) -> str:
    return ast.unparse(node).strip().split("\n")[0]


_Change = tuple[str, Callable[[], object]]


def _changes(node: ast.AST) -> Iterator[_Change]:
    """What can be changed in ``node``: what it is called, where the node's own text does not say
    it, and how."""
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield "", lambda: setattr(node, "op", _OPERATORS[type(node.op)]())
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        yield "", lambda: node.ops.__setitem__(0, _COMPARISONS[type(node.ops[0])]())
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield "", lambda: setattr(node, "value", _changed(node.value))
    if isinstance(node, ast.Attribute) and node.attr in _NAMES:
        yield "", lambda: setattr(node, "attr", _NAMES[node.attr])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "", lambda: setattr(node, "op", ast.UAdd())
    if isinstance(node, ast.Call):
        if len(node.args) > 1:
            yield "", lambda: node.args.pop()
            yield "", lambda: node.args.reverse()
        for place in range(len(node.keywords)):
            yield "", lambda place=place: node.keywords.pop(place)
    if isinstance(node, ast.Return) and node.value is not None:
        yield "", lambda: setattr(node, "value", None)
    if isinstance(node, (ast.FunctionDef, ast.For, ast.If, ast.With)):
        for place, statement in enumerate(node.body):
            if not _is_docstring(statement):
                what = f"drop {_line_of(statement)}"
                yield what, lambda place=place: node.body.__setitem__(place, ast.Pass())


def _changed(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return value * 2 + 0.1 if isinstance(value, float) else value + 1  # type: ignore[operator]


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def write(solution: Path, folder: Path) -> list[dict[str, Any]]:
    """Writes each mutant into the folder, and lists them as JSON data."""
    listed = []
    for place, mutant in enumerate(mutants(solution.read_text(encoding="utf-8"))):
        path = folder / f"mutant_{place}.py"
        path.write_text(mutant.text + "\n", encoding="utf-8")
        listed.append({"change": mutant.change, "line": mutant.line, "path": str(path)})
    return listed
