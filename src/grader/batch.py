"""Grades many files from one warm process: a fork a file (POSIX), for tests and packs.

`python -m grader.batch` reads request lines on stdin and writes, for each, one line
``{"file": ..., "verdict": {...} | null, "seconds": ...}``; null means that the child died.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from typing import Any

from .sandbox import quiet_environment
from .wire import Reply, Request, parse_request
from .worker import serve

_GRACE = 3.0  # seconds beyond the soft limit before the child is killed


def grade(request: Request) -> dict[str, Any] | None:
    """The verdict on one file as JSON data, from a forked child; None if the child died."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reader)
        serve(request, Reply(writer))
    os.close(writer)
    try:
        line = _framed_line(reader, request)
    finally:
        os.close(reader)
        try:
            os.killpg(child, signal.SIGKILL)
        except OSError:  # already gone, or not yet a group of its own
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return json.loads(line) if line is not None else None


def _framed_line(reader: int, request: Request) -> bytes | None:
    start, data = f"\n{request.nonce} ".encode(), b"\n"
    deadline = time.monotonic() + request.limit_ms / 1e3 + _GRACE
    while time.monotonic() < deadline:
        if not select.select([reader], [], [], 0.05)[0]:
            continue
        block = os.read(reader, 1 << 16)
        data += block
        at = data.find(start)
        if at >= 0 and b"\n" in data[at + 1 :]:
            return data[at + len(start) :].split(b"\n", 1)[0]
        if not block:
            return None
    return None


def main() -> None:
    quiet_environment()
    for line in sys.stdin:
        if not line.strip():
            continue
        request = parse_request(line)
        began = time.perf_counter()
        verdict = grade(request)
        seconds = round(time.perf_counter() - began, 4)
        print(
            json.dumps({"file": request.file, "verdict": verdict, "seconds": seconds}), flush=True
        )


if __name__ == "__main__":
    main()
