"""A process that says ``ready`` as the worker does, and answers each line of requests with a line."""

from __future__ import annotations

import json
import platform
import sys
import traceback
from typing import Any, Callable, TextIO

import torch

from .sandbox import apart

Answer = Callable[[dict[str, Any]], dict[str, Any]]


def serve(answer: Answer, answers: TextIO) -> None:
    """Where Python raises, the answer is ``{"error": "..."}``."""
    hello = {"v": 1, "torch": torch.__version__, "python": platform.python_version()}
    print(f"ready {json.dumps(hello)}", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(_answered(answer, json.loads(line))), file=answers, flush=True)


def _answered(answer: Answer, request: dict[str, Any]) -> dict[str, Any]:
    """Whatever a drill's own Python raises says something of this drill only."""
    try:
        with apart():
            return answer(request)
    except BaseException as error:
        lines = traceback.format_exception_only(type(error), error)
        return {"error": "".join(lines).strip().split("\n")[-1]}
