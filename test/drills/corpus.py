"""Grades every program in drills/coding and holds the verdict against what its name claims.

    python test/drills/corpus.py [DRILL ...] [-v] [--json] [--all]

starter.py must fail as not-implemented, solution.py and correct/*.py must pass with nothing
named, and mistakes/<id>[.<variant>].py must be named <id> first. Run it under each interpreter.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("OMP_NUM_THREADS", "1")

from grader import batch  # noqa: E402
from grader.check import load_ahead  # noqa: E402
from grader.sandbox import quiet_environment  # noqa: E402
from grader.wire import Request  # noqa: E402

NOTES = {"shape-print-missing", "conv-bias-with-bn"}


def programs(drill: Path) -> Iterator[tuple[Path, str | None]]:
    """Each program with the mistake it claims to have; None for a correct one."""
    yield drill / "starter.py", "not-implemented"
    yield drill / "solution.py", None
    for path in sorted((drill / "correct").glob("*.py")):
        yield path, None
    for path in sorted((drill / "mistakes").glob("*.py")):
        yield path, path.name.split(".")[0]


def surprise(verdict: dict[str, Any] | None, claim: str | None) -> str | None:
    """Why the verdict is not the claimed one; None if it is."""
    if verdict is None:
        return "the grader died"
    if verdict.get("trouble"):
        return "trouble in the grader: " + verdict["trouble"].strip().splitlines()[-1]
    named = [mistake["id"] for mistake in verdict["mistakes"]]
    if claim is None:
        if verdict["passed"] and not named:
            return None
    elif named[:1] == [claim] and verdict["passed"] == (claim in NOTES):
        return None
    failed = [f"{c['id']}: {c['message']}" for c in verdict["checks"] if c["status"] == "failed"]
    return f"named {', '.join(named) or 'nothing'}; " + (" | ".join(failed) or "all checks passed")


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
    for folder in folders:
        load_ahead(str(folder))
        for path, claim in programs(folder):
            if not path.is_file():
                continue
            request = Request("n", str(folder), str(path), None, options.limit)
            verdict = batch.grade(request)
            why = surprise(verdict, claim)
            took = verdict["durationMs"] if verdict else 0.0
            times += [took] if claim != "times-out" else []
            label = f"{path.relative_to(options.root)}"
            if options.json:
                print(label, json.dumps(verdict, indent=1))
            if why is None:
                passed += 1
            else:
                failed += 1
            if why is not None or options.verbose:
                extra = [m["id"] for m in verdict["mistakes"][1:]] if verdict else []
                also = f" (also {', '.join(extra)})" if extra else ""
                print(
                    f"{'ok  ' if why is None else 'FAIL'} {took:7.1f} ms {label}{also} {why or ''}"
                )
    times.sort()
    if times:
        print(f"median {times[len(times) // 2]:.1f} ms, slowest {times[-1]:.1f} ms")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
