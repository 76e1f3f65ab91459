"""Runs each program as a script and prints how it ended, one JSON object per line.

    python test/drills/run_programs.py FILE...

All run in one process after another, as importing torch costs more than the programs do.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys


def run(path: str) -> dict[str, str | None]:
    output = io.StringIO()
    error = None
    try:
        with contextlib.redirect_stdout(output):
            runpy.run_path(path, run_name="__main__")
    except BaseException as raised:  # noqa: BLE001  (whatever it is, it is the answer)
        error = type(raised).__name__
    return {"path": path, "error": error, "output": output.getvalue()}


for file in sys.argv[1:]:
    print(json.dumps(run(file)), flush=True)
