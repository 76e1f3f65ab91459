"""Rewrites correct programs without changing what they compute: every one must still pass.

    python test/drills/transforms.py [DRILL ...] [--all]

Renamed locals and attributes, definitions in another order, other formatting, dead code, an extra argument with a
default: a grader that judges behaviour takes no notice. All of this is done to a program at once, and one by one only
where that fails, to say which it is. By default the solution and a spread of eight correct programs a drill; all of
them with --all. Where TENSOR_DRILLS_TEST_RESULTS names a file, each program adds a line to it.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch  # noqa: E402
from grader.sandbox import quiet_environment  # noqa: E402
from grader.together import Together  # noqa: E402
from grader.wire import Request  # noqa: E402

from test.grader.results import Result, note  # noqa: E402

SPREAD = 8
GENEROUS_MS = 180_000  # nothing here hangs


def reformatted(tree: ast.Module) -> None:
    """No comments, no blank lines, other quotes: what ast.unparse does by itself."""


def dead_code(tree: ast.Module) -> None:
    """A helper that nobody calls, and statements that change nothing."""
    helper = ast.parse("def unused_helper(a, b=2):\n    'Never called.'\n    return a * b\n").body
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            start = 1 if ast.get_docstring(node) else 0
            node.body[start:start] = ast.parse("_ = 'a remark that became code'").body
    tree.body[imports_of(tree) : imports_of(tree)] = helper


def renamed_locals(tree: ast.Module) -> None:
    """Local variables of functions get other names; parameters keep theirs, since they may be passed by name."""
    for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
        if any(isinstance(one, (ast.Nonlocal, ast.Global)) for one in ast.walk(function)):
            continue
        inner = [one for one in ast.walk(function) if isinstance(one, SCOPES) and one is not function]
        if inner:
            continue
        names = {
            one.id
            for one in ast.walk(function)
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        }
        names -= {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)}
        for one in ast.walk(function):
            if isinstance(one, ast.Name) and one.id in names:
                one.id = f"my_{one.id}"


# What a tensor has, and what an optimizer is asked for.
KNOWN = {*dir(torch.Tensor), "step", "zero_grad"}
SCOPES = (ast.FunctionDef, ast.Lambda, ast.ClassDef)


def renamed_attributes(tree: ast.Module) -> None:
    """Attributes that the program itself gives to `self` get other names, wherever they are used.

    Left alone are names that others know too: those of tensors, of dataclass fields, of methods,
    and all in a program that loads weights by their names.
    """
    nodes = list(ast.walk(tree))
    if any(isinstance(one, ast.Attribute) and one.attr == "load_state_dict" for one in nodes):
        return
    fields = {
        one.target.id
        for one in nodes
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    own = {
        one.attr
        for one in ast.walk(tree)
        if isinstance(one, ast.Attribute)
        and isinstance(one.ctx, ast.Store)
        and isinstance(one.value, ast.Name)
        and one.value.id == "self"
    }
    texts = {one.value for one in nodes if isinstance(one, ast.Constant)}
    methods = {one.name for one in nodes if isinstance(one, ast.FunctionDef)}
    for one in nodes:
        if isinstance(one, ast.Attribute) and one.attr in own - texts - fields - methods - KNOWN:
            one.attr = f"{one.attr}_part"


def reordered(tree: ast.Module) -> None:
    """Functions first, in reverse order; classes stay in theirs, as one may inherit from another.
    So do functions whose first lines need what stands before them."""
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
    if any(one.decorator_list for one in functions):
        return
    given = {one.name for one in tree.body if isinstance(one, ast.ClassDef)}
    given |= {name.id for one in tree.body if isinstance(one, ast.Assign) for name in names_in(one)}
    functions = [
        one
        for one in functions
        if not any(name.id in given for part in (one.args, one.returns) for name in names_in(part))
    ]
    rest = [one for one in tree.body if one not in functions]
    at = imports_of(tree)
    tree.body[:] = rest[:at] + functions[::-1] + rest[at:]


def names_in(node: ast.AST | None) -> list[ast.Name]:
    return [] if node is None else [one for one in ast.walk(node) if isinstance(one, ast.Name)]


def extra_argument(tree: ast.Module) -> None:
    """One more argument with a default, at the end of every function and method. Compiled ones are
    left alone, as TorchScript knows no such argument."""
    for one in ast.walk(tree):
        if not isinstance(one, ast.FunctionDef) or one.args.vararg or one.args.kwarg:
            continue
        if not any(".jit." in ast.unparse(decorator) for decorator in one.decorator_list):
            one.args.kwonlyargs.append(ast.arg(arg="verbose_"))
            one.args.kw_defaults.append(ast.Constant(value=False))


def imports_of(tree: ast.Module) -> int:
    """The index after the last import at the top."""
    kinds = (ast.Import, ast.ImportFrom)
    return max((i + 1 for i, one in enumerate(tree.body) if isinstance(one, kinds)), default=0)


Transform = Callable[[ast.Module], None]

TRANSFORMS: tuple[Transform, ...] = (
    reformatted,
    dead_code,
    renamed_locals,
    renamed_attributes,
    reordered,
    extra_argument,
)


def programs(folder: Path, every: bool) -> list[Path]:
    correct = sorted((folder / "correct").glob("*.py"))
    step = 1 if every else max(1, len(correct) // SPREAD)
    return [folder / "solution.py", *correct[::step]]


def rewritten(text: str, transforms: Iterable[Transform]) -> str:
    tree = ast.parse(text)
    for transform in transforms:
        transform(tree)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def trouble(grader: Together, folder: Path, text: str, place: Path) -> str | None:
    """Why the program does not pass; None if it does."""
    place.write_text(text)
    verdict = grader.grade(Request("n", str(folder), str(place), limit_ms=GENEROUS_MS)).verdict
    if verdict is None:
        return "the grader died"
    if verdict["passed"]:
        return None
    failed = [f"{one['id']}: {one['message']}" for one in verdict["checks"] if one["message"]]
    return " | ".join(failed) or "failed"


def judged(grader: Together, folder: Path, path: Path, place: Path) -> Result:
    """Whether the program passes with all transforms; where it does not, what each of them does to it."""
    began, text = time.perf_counter(), path.read_text()
    at_once = trouble(grader, folder, rewritten(text, TRANSFORMS), place)
    reasons = []
    if at_once is not None:
        single = {
            one.__name__: trouble(grader, folder, rewritten(text, [one]), place)
            for one in TRANSFORMS
        }
        reasons = [f"{name}: {why}" for name, why in single.items() if why is not None]
        reasons = reasons or [f"all together: {at_once}"]
    ms = round((time.perf_counter() - began) * 1e3, 1)
    outcome = "failed" if reasons else "passed"
    return Result(f"{folder.name}/{path.name}, rewritten", outcome, ms, "\n".join(reasons))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drills", nargs="*", help="ids; by default every drill with a grade.py")
    parser.add_argument("--all", action="store_true", help="every correct program")
    options = parser.parse_args()
    quiet_environment()
    root = ROOT / "drills" / "coding"
    names = options.drills or sorted(path.parent.name for path in root.glob("*/grade.py"))
    passed = failed = 0
    grader = Together()
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            for path in programs(root / name, options.all):
                result = judged(grader, root / name, path, Path(folder) / path.name)
                note(result)
                passed += result.outcome == "passed"
                failed += result.outcome == "failed"
                if result.detail:
                    print(f"FAIL {result.name}\n{result.detail}")
    grader.end()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
