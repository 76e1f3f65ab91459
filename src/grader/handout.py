"""Chooses broken programs that can be handed out: the first of some that a check sees through.

`python -m grader.handout` says ``ready`` as the worker does, and answers each line of requests with
a line. A request ``{"drill": FOLDER, "list": FILE, "most": N}`` names a file that lists what to try,
as ``planted.parse`` reads it. The answer is
``{"accepted": [2], "refused": {"0": "...", "1": "..."}, "report": {...}}``: the places of the first
``N`` that will do, why not those before them, and what ``situation`` makes of the first; or, where
Python raised, ``{"error": "..."}``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import candidate, planted
from .asked import serve
from .check import load_question, load_stages
from .flags import Flags, mistakes_of
from .lean import spare_compiler
from .planted import Planted
from .repair import Repair, Unfit
from .sandbox import quiet_environment
from .situation import report
from .stages import Run, Stage
from .subject import Subject
from .verdict import Verdict


def verify(stages: Sequence[Stage], broken: Planted) -> Verdict:
    """The verdict on the program with all its mistakes. Raises Unfit unless the base passes and, of
    every set of the mistakes, a check names exactly these: then each mistake is needed, none hides
    another, and nothing else is found wrong."""
    # The whole first: where a mistake hides another, it shows there.
    first, *fewer = sorted(broken.programs, key=len, reverse=True)
    verdict = _check(stages, broken.programs[first])
    _expect(verdict, first)
    for flags in fewer:
        _expect(_check(stages, broken.programs[flags]), flags)
    _expect(_check(stages, broken.base), Flags())
    return verdict


def _check(stages: Sequence[Stage], text: str) -> Verdict:
    # Whether it prints a shape is nothing that anybody would break.
    asked = [stage for stage in stages if not stage.last]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        Path(path).write_text(text, encoding="utf-8")
        return Run(Subject(candidate.read(path)), asked).run()


def _expect(verdict: Verdict, flags: Flags) -> None:
    if verdict.trouble is not None:
        raise Unfit(verdict.trouble.strip().split("\n")[-1])
    named = [one.mistake for one in verdict.mistakes if one.mistake is not None]
    unnamed = [c.message for c in verdict.checks if c.status == "failed" and c.mistake is None]
    found = frozenset([*named, *(f"“{message}”" for message in unnamed)])
    if found != mistakes_of(flags):
        told = ", ".join(sorted(found)) or "nothing"
        raise Unfit(f"with {', '.join(sorted(flags)) or 'no mistake'}, a check names {told}")


def choose(drill: str, tries: Sequence[dict[str, Any]], most: int) -> dict[str, Any]:
    """The places of the first that can be handed out, and why not those before them."""
    accepted: list[int] = []
    refused: dict[str, str] = {}
    told: dict[str, Any] | None = None
    stages, question = load_stages(drill), load_question(drill)
    for place, data in enumerate(tries):
        broken = planted.parse(data)
        own = stages if question is None else Repair.of(question, broken).stages
        try:
            verdict = verify(own, broken)
        except Unfit as error:
            refused[str(place)] = str(error)
            continue
        accepted.append(place)
        if told is None:
            told = report(drill, question, broken, verdict)
        if len(accepted) == most:
            break
    return {"accepted": accepted, "refused": refused, "report": told}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    text = Path(request["list"]).read_text(encoding="utf-8")
    return choose(request["drill"], json.loads(text)["programs"], request["most"])


def main() -> None:
    """Serves whoever asks; see the module's docstring."""
    quiet_environment()
    spare_compiler()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for what the programs print
    serve(answer, answers)


if __name__ == "__main__":
    main()
