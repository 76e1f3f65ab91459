"""Changes each solution in one place at a time: nine of ten such programs must fail, and each that does not is explained.

    python test/drills/mutants.py [DRILL ...] [-v]

A mutant is the solution with an operator swapped, a constant changed, a statement or an argument dropped, or another
function called. Those that pass stand in survivors.json with the reason why they are right (or not to be told apart by
what they compute); an unlisted survivor fails, and so does a listed one that no longer survives.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("OMP_NUM_THREADS", "1")

from grader import batch  # noqa: E402
from grader.check import load_ahead  # noqa: E402
from grader.sandbox import quiet_environment  # noqa: E402
from grader.wire import Request  # noqa: E402

SURVIVORS = Path(__file__).with_name("survivors.json")
LEAST = 0.9

OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
NAMES = {
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


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Each mutant with what was changed; the demo at the end of a solution is left alone."""
    tree = ast.parse(source)
    for index, node in enumerate(nodes(tree)):
        for variant, (what, _) in enumerate(changes(node)):
            other = copy.deepcopy(tree)
            target = nodes(other)[index]
            statement = statement_of(other, target)
            before = line_of(statement)
            list(changes(target))[variant][1]()
            yield what or f"{before} => {line_of(statement)}", ast.unparse(other)


def nodes(tree: ast.Module) -> list[ast.AST]:
    return [node for top in tree.body if not is_demo(top) for node in ast.walk(top)]


def statement_of(tree: ast.Module, node: ast.AST) -> ast.AST:
    """The innermost statement around `node`, which may be itself."""
    around = [one for one in ast.walk(tree) if isinstance(one, ast.stmt) and node in ast.walk(one)]
    return min(around, key=lambda one: len(ast.unparse(one)))


def is_demo(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def line_of(node: ast.AST) -> str:
    return ast.unparse(node).strip().split("\n")[0]


Change = tuple[str, Callable[[], object]]


def changes(node: ast.AST) -> Iterator[Change]:
    """What can be changed in `node`: what it is called, where the node's own text does not say it, and how."""
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        yield "", lambda: setattr(node, "op", OPERATORS[type(node.op)]())
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        yield "", lambda: node.ops.__setitem__(0, COMPARISONS[type(node.ops[0])]())
    if isinstance(node, ast.Constant) and not isinstance(node.value, (str, type(None))):
        yield "", lambda: setattr(node, "value", changed(node.value))
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield "", lambda: setattr(node, "attr", NAMES[node.attr])
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
            if not is_docstring(statement):
                what = f"drop {line_of(statement)}"
                yield what, lambda place=place: node.body.__setitem__(place, ast.Pass())


def changed(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return value * 2 + 0.1 if isinstance(value, float) else value + 1  # type: ignore[operator]


def is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def survivors(folder: Path, limit: int) -> tuple[int, list[str]]:
    """How many mutants there are, and what was changed in those that pass."""
    count = 0
    alive: list[str] = []
    source = (folder / "solution.py").read_text()
    seen = {ast.unparse(ast.parse(source))}
    load_ahead(str(folder))
    with tempfile.TemporaryDirectory() as place:
        for what, text in mutants(source):
            if text in seen:
                continue
            seen.add(text)
            count += 1
            path = Path(place) / f"mutant_{count}.py"
            path.write_text(text + "\n")
            verdict = batch.grade(Request("n", str(folder), str(path), None, limit))
            if verdict is not None and verdict["passed"]:
                alive.append(what)
    return count, alive


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drills", nargs="*", help="ids; by default every drill with a grade.py")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the survivors")
    parser.add_argument("--limit", type=int, default=4500, help="ms for one program")
    options = parser.parse_args()
    quiet_environment()
    root = ROOT / "drills" / "coding"
    names = options.drills or sorted(path.parent.name for path in root.glob("*/grade.py"))
    listed = json.loads(SURVIVORS.read_text()) if SURVIVORS.is_file() else {}
    passed = failed = 0
    for name in names:
        count, alive = survivors(root / name, options.limit)
        known = listed.get(name, {})
        # Equivalent programs cannot fail: the share is of the others.
        killed = (count - len(alive)) / max(1, count - len([one for one in alive if one in known]))
        troubles = [f"survives and is not explained: {one}" for one in alive if one not in known]
        troubles += [f"is explained and does not survive: {one}" for one in known if one not in alive]
        if killed < LEAST:
            troubles.append(f"only {killed:.1%} of the mutants fail")
        raw = (count - len(alive)) / count
        print(f"{name}: {count} mutants, {raw:.1%} fail, {killed:.1%} of those that are not equivalent")
        for trouble in troubles:
            print(f"FAIL {trouble}")
        if options.verbose:
            for one in alive:
                print(f"  {one}")
        passed += count - len(alive) + len([one for one in alive if one in known])
        failed += len(troubles)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
