"""Grades many files from one warm process: a fork a file (Linux), for many files, tests and packs.

`python -m grader.batch` says ``ready`` as the worker does, reads requests on stdin and writes, for
each, one line ``<seal> {"v": 1, "verdict", "ended", "faults", "seconds"}``. Without a verdict
``ended`` says why: ``{"code", "signal"}`` of the child, ``"deadline"``, or ``"forged"`` for a pass
that lacks some of the drill's checks.

A request is its length in bytes on a line, that many bytes, and a line with the seal. The seal is
read once the child is forked, so that nothing in the child's memory can pass for a reply. Programs
that may run together (see together.py) share a child.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import signal
import sys
import time
from typing import Any, Callable

import torch

from . import walls
from .check import NOT_STARTED, checks_ahead, is_ahead, load_ahead
from .child import Child, Graded
from .sandbox import apart, quiet_environment
from .together import Together
from .wire import Request, parse_request
from .worker import leave, serve


def grade(request: Request) -> dict[str, Any] | None:
    """The verdict on one file as JSON data, from a forked child; None if the child died."""
    return run(request).verdict


def run(request: Request, forked: Callable[[], None] = lambda: None) -> Graded:
    """Grades one file in a forked child with a folder of its own, and ends the child's group.
    ``forked`` is called as soon as the child is there."""
    child = Child(lambda reply: serve(request, reply))
    forked()
    try:
        return child.answer(request)
    finally:
        child.end()


def make_ready(drill: str, broken: str | None = None) -> None:
    """Loads a drill's grade.py once for all children to come."""
    if not is_ahead(drill, broken):
        with apart():
            load_ahead(drill, broken)


def _has_started(verdict: dict[str, Any] | None) -> bool:
    return verdict is not None and all(one["id"] != NOT_STARTED for one in verdict["checks"])


def _is_whole(verdict: dict[str, Any] | None, request: Request) -> bool:
    if verdict is None or not verdict["passed"] or request.stage is not None:
        return True
    make_ready(request.drill, request.broken)
    return [one["id"] for one in verdict["checks"]] == checks_ahead(request.broken)


def _line() -> str:
    """The next line of stdin, and not a byte more: what follows may not be known yet."""
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            break
        line += byte
    return line.decode().strip()


def _exactly(size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        block = os.read(0, size - len(data))
        if not block:
            raise EOFError("the request ends too soon")
        data += block
    return bytes(data)


def main() -> None:
    quiet_environment()
    walls.become_keeper()
    signal.signal(signal.SIGTERM, leave)
    hello = {"v": 1, "torch": torch.__version__, "python": platform.python_version()}
    print(f"ready {json.dumps(hello)}", flush=True)
    # What a child got through neither hangs nor ends this process when it is loaded here as well.
    harmless: str | None = None
    together = Together()
    while size := _line():
        request = parse_request(_exactly(int(size)).decode())
        began = time.perf_counter()
        if request.together:
            # Nothing needs to be sealed off from a trusted program.
            seal, graded, all_ended = _line(), together.grade(request), True
        else:
            together.end()
            if request.drill == harmless:
                make_ready(request.drill, request.broken)
            seals: list[str] = []
            graded = run(request, lambda: seals.append(_line()))
            seal, all_ended = seals[0], walls.end_descendants()
        if _has_started(graded.verdict):
            harmless = request.drill
            if not _is_whole(graded.verdict, request):
                graded = Graded(None, "forged")
        reply = {
            "v": 1,
            "verdict": graded.verdict,
            "ended": None if graded.verdict is not None else graded.ended,
            "faults": graded.faults,
            "seconds": round(time.perf_counter() - began, 4),
        }
        print(f"\n{seal} {json.dumps(reply)}", flush=True)
        if not all_ended:
            sys.exit("A program's processes could not be ended.")


if __name__ == "__main__":
    main()
