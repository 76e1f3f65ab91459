"""What a run of tests tells of each of them, for whoever follows it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """``outcome`` is passed, failed, flaky or skipped; ``detail`` is a traceback or a reason."""

    name: str
    outcome: str
    ms: float
    detail: str = ""


def note(result: Result) -> None:
    """Adds a line of JSON to the file that TENSOR_DRILLS_TEST_RESULTS names, if it names one."""
    path = os.environ.get("TENSOR_DRILLS_TEST_RESULTS")
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{json.dumps(asdict(result))}\n")
