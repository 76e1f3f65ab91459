"""Finds lines and facts in the candidate's syntax tree. A line is given only when certain."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Callable, Union

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def only(lines: Iterable[int]) -> int | None:
    """The line, if all candidates agree on one; else None."""
    distinct = set(lines)
    return distinct.pop() if len(distinct) == 1 else None


def definition(tree: ast.AST, name: str) -> ast.stmt | None:
    """The last top-level class or function of that name (also inside if or try)."""
    found: ast.stmt | None = None
    for node in _top_level(tree):
        if isinstance(node, (ast.ClassDef, *_FUNCTIONS)) and node.name == name:
            found = node
    return found


def method(tree: ast.AST, class_name: str, name: str) -> Function | None:
    """The method ``name`` written in the class itself (not inherited)."""
    owner = definition(tree, class_name)
    if not isinstance(owner, ast.ClassDef):
        return None
    found = [n for n in owner.body if isinstance(n, _FUNCTIONS) and n.name == name]
    return found[-1] if found else None


def _top_level(tree: ast.AST) -> Iterator[ast.stmt]:
    for node in getattr(tree, "body", []):
        yield node
        if isinstance(node, (ast.If, ast.Try)) and not is_main_guard(node):
            yield from _top_level(node)
            for part in (*node.orelse, *getattr(node, "handlers", [])):
                yield from _top_level(ast.Module(body=[part], type_ignores=[]))


def is_main_guard(node: ast.AST) -> bool:
    """Whether this is ``if __name__ == "__main__":``."""
    if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
        return False
    sides = (node.test.left, *node.test.comparators)
    return any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)


def imports(tree: ast.AST) -> dict[str, str]:
    """Local name -> full dotted name, for every import in the file."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for item in node.names:
                local = item.asname or item.name.split(".")[0]
                names[local] = item.name if item.asname else local
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for item in node.names:
                names[item.asname or item.name] = f"{node.module}.{item.name}"
    return names


def dotted(node: ast.AST, names: dict[str, str] | None = None) -> str | None:
    """``a.b.c`` of a name or attribute chain, its first part resolved through the imports."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    parts.append((names or {}).get(node.id, node.id))
    return ".".join(reversed(parts))


def reachable(tree: ast.AST, roots: Iterable[str]) -> list[ast.stmt]:
    """The top-level statements that the named definitions use, directly or through others."""
    table: dict[str, list[ast.stmt]] = {}
    for node in _top_level(tree):
        if isinstance(node, (ast.ClassDef, *_FUNCTIONS)):
            table.setdefault(node.name, []).append(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    table.setdefault(target.id, []).append(node)
    found: list[ast.stmt] = []
    queue, seen = list(roots), set()
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        for node in table.get(name, []):
            found.append(node)
            queue += [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
    return found


def lines_where(scopes: Iterable[ast.AST | None], test: Callable[[ast.AST], bool]) -> list[int]:
    """Lines of all nodes inside ``scopes`` for which ``test`` holds, ascending."""
    lines = {
        getattr(node, "lineno", 0)
        for scope in scopes
        if scope is not None
        for node in ast.walk(scope)
        if test(node)
    }
    return sorted(lines - {0})


def call_lines(scopes: Iterable[ast.AST | None], names: Sequence[str]) -> list[int]:
    """Lines where a function or method with one of these last names is called."""

    def is_call(node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        function = node.func
        last = function.attr if isinstance(function, ast.Attribute) else None
        last = function.id if isinstance(function, ast.Name) else last
        return last in names

    return lines_where(scopes, is_call)


def assign_lines(scopes: Iterable[ast.AST | None], attribute: str) -> list[int]:
    """Lines where ``self.<attribute>`` is assigned."""

    def assigns(node: ast.AST) -> bool:
        targets: Sequence[ast.AST] = ()
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
            targets = [node.target]
        flat = [t for target in targets for t in (getattr(target, "elts", None) or [target])]
        return any(
            isinstance(t, ast.Attribute)
            and t.attr == attribute
            and isinstance(t.value, ast.Name)
            and t.value.id == "self"
            for t in flat
        )

    return lines_where(scopes, assigns)


def raise_lines(scopes: Iterable[ast.AST]) -> set[int]:
    """All lines of ``raise`` statements."""
    return {
        line
        for scope in scopes
        for node in ast.walk(scope)
        if isinstance(node, ast.Raise)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def is_stub(function: Function) -> bool:
    """Whether a body holds nothing but docstrings, pass, ... and raise NotImplementedError."""
    return all(_is_filler(node) for node in function.body)


def _is_filler(node: ast.stmt) -> bool:
    if isinstance(node, ast.Pass):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return node.value.value is Ellipsis or isinstance(node.value.value, str)
    if isinstance(node, ast.Raise) and node.exc is not None:
        error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return isinstance(error, ast.Name) and error.id == "NotImplementedError"
    return False


def stub_line(function: Function) -> int:
    """The line of a stub to point at: the filler itself, not the docstring."""
    for node in function.body:
        if not (isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", 0), str)):
            return node.lineno
    return function.lineno


def placeholders(scopes: Iterable[ast.AST]) -> list[int]:
    """Lines where code is still missing: stub functions, and ``...`` as a statement or value."""
    lines: list[int] = []
    for scope in scopes:
        for node in ast.walk(scope):
            if isinstance(node, _FUNCTIONS):
                decorators = [dotted(d) or "" for d in node.decorator_list]
                if is_stub(node) and not any(
                    d.split(".")[-1] in ("overload", "abstractmethod") for d in decorators
                ):
                    lines.append(stub_line(node))
            elif isinstance(node, (ast.Expr, ast.Assign, ast.Return)):
                value = node.value
                if isinstance(value, ast.Constant) and value.value is Ellipsis:
                    lines.append(node.lineno)
    return sorted(set(lines))
