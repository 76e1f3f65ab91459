"""Tells what must be known of drills before they are proven; one process for all of a pack.

`python -m grader.survey` says ``ready`` as the worker does, and answers each line of requests with
a line. ``{"solution": FILE, "folder": FOLDER}`` has the mutants of a solution written into the
folder; ``{"drill": FOLDER}`` asks what its frozen.json says of a drill. An answer is
``{"mutants": [...]}``, ``{"report": {...}}`` or, where Python raised, ``{"error": "..."}``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .asked import serve
from .check import load_question
from .freezing import report
from .mutants import write
from .sandbox import quiet_environment


def answer(request: dict[str, Any]) -> dict[str, Any]:
    if "solution" in request:
        return {"mutants": write(Path(request["solution"]), Path(request["folder"]))}
    return {"report": _standing(request["drill"])}


def _standing(drill: str) -> dict[str, Any]:
    question = load_question(drill)
    if question is None:
        return {"kind": "own"}
    return {"kind": "stale"} if question.frozen is None else report(question, question.frozen)


def main() -> None:
    """Serves whoever asks; see the module's docstring."""
    quiet_environment()
    serve(answer, sys.stdout)


if __name__ == "__main__":
    main()
