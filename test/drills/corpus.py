"""Grades every program in drills/coding and holds the verdict against what it claims.

    python test/drills/corpus.py [DRILL ...] [-v] [--json]

starter.py must fail as not-implemented, solution.py and correct/*.py must pass with nothing
named, mistakes/<id>[.<variant>].py must be named <id> first, and the programs that stand as edits
in mistakes.yaml what they say there. (Node writes these out: `npm ci` comes first.) Run it under
each interpreter.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("OMP_NUM_THREADS", "1")

from grader import batch  # noqa: E402
from grader.check import load_ahead  # noqa: E402
from grader.sandbox import quiet_environment  # noqa: E402
from grader.wire import Request  # noqa: E402

NOTES = {
    "shape-print-missing",
    "conv-bias-with-bn",
    "decay-after-update",
    "dtype-changed",
    "mask-on-wrong-device",
}


@dataclass(frozen=True)
class Program:
    label: str
    path: Path
    # What must be named first, in any order; nothing for a program that is correct.
    claim: tuple[str, ...] = ()


def programs(drill: Path, edits: list[dict[str, Any]]) -> Iterator[Program]:
    """Every program of a drill; `edits` are those of all drills that stand as edits."""

    def whole(path: Path, *claim: str) -> Program:
        return Program(f"{drill.name}/{path.relative_to(drill)}", path, claim)

    yield whole(drill / "starter.py", "not-implemented")
    yield whole(drill / "solution.py")
    for path in sorted((drill / "correct").glob("*.py")):
        yield whole(path)
    for path in sorted((drill / "mistakes").glob("*.py")):
        yield whole(path, path.name.split(".")[0])
    for edit in edits:
        if edit["drill"] == drill.name:
            label = f"{drill.name}/mistakes.yaml#{edit['name']}"
            yield Program(label, Path(edit["path"]), tuple(edit["mistakes"]))


def write_edits(root: Path, folder: str) -> list[dict[str, Any]]:
    """Has the edits of the pack around `root` made, which TypeScript can do, into `folder`."""
    command = ["node", "node_modules/tsx/dist/cli.mjs", "src/dev/expand-edits.ts"]
    made = subprocess.run(
        [*command, folder, str(root.resolve().parent)], cwd=ROOT, stdout=subprocess.PIPE
    )
    if made.returncode != 0:
        raise SystemExit("The edits in mistakes.yaml could not be made; see above.")
    return json.loads(made.stdout)


def surprise(verdict: dict[str, Any] | None, claim: tuple[str, ...]) -> str | None:
    """Why the verdict is not the claimed one; None if it is."""
    if verdict is None:
        return "the grader died"
    if verdict.get("trouble"):
        return "trouble in the grader: " + verdict["trouble"].strip().splitlines()[-1]
    named = [mistake["id"] for mistake in verdict["mistakes"]]
    if not claim:
        if verdict["passed"] and not named:
            return None
    elif set(named[: len(claim)]) == set(claim) and verdict["passed"] == (set(claim) <= NOTES):
        return None
    failed = [f"{c['id']}: {c['message']}" for c in verdict["checks"] if c["status"] == "failed"]
    return f"named {', '.join(named) or 'nothing'}; " + (" | ".join(failed) or "all checks passed")


def line_of(program: Program, verdict: dict[str, Any] | None, took: float, why: str | None) -> str:
    extra = [m["id"] for m in verdict["mistakes"][1:]] if verdict else []
    also = f" (also {', '.join(extra)})" if extra else ""
    return f"{'ok  ' if why is None else 'FAIL'} {took:7.1f} ms {program.label}{also} {why or ''}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drills", nargs="*", help="ids; by default every drill with a grade.py")
    parser.add_argument("-v", "--verbose", action="store_true", help="a line for every program")
    parser.add_argument("--json", action="store_true", help="print each verdict whole")
    parser.add_argument("--limit", type=int, default=4500, help="ms for one program")
    parser.add_argument("--root", type=Path, default=ROOT / "drills" / "coding")
    options = parser.parse_args()
    quiet_environment()
    folders: list[Path] = sorted(p.parent for p in options.root.glob("*/grade.py"))
    if options.drills:
        folders = [options.root / name for name in options.drills]
    passed = failed = 0
    times: list[float] = []
    with tempfile.TemporaryDirectory() as written:
        edits = write_edits(options.root, written)
        for folder in folders:
            load_ahead(str(folder))
            for program in programs(folder, edits):
                if not program.path.is_file():
                    continue
                request = Request("n", str(folder), str(program.path), None, options.limit)
                verdict = batch.grade(request)
                why = surprise(verdict, program.claim)
                took = verdict["durationMs"] if verdict else 0.0
                times += [took] if "times-out" not in program.claim else []
                passed += why is None
                failed += why is not None
                if options.json:
                    print(program.label, json.dumps(verdict, indent=1))
                if why is not None or options.verbose:
                    print(line_of(program, verdict, took, why))
    times.sort()
    if times:
        print(f"median {times[len(times) // 2]:.1f} ms, slowest {times[-1]:.1f} ms")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
