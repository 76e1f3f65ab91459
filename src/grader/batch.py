"""Grades many files from one warm process: a fork a file (Linux), for many files, tests and packs.

`python -m grader.batch` says ``ready`` as the worker does, reads requests on stdin and writes, for
each, one line ``<seal> {"v": 1, "verdict", "ended", "faults", "seconds"}``. Without a verdict
``ended`` says why: ``{"code", "signal"}`` of the child, ``"deadline"``, or ``"forged"`` for a pass
that lacks some of the drill's checks.

A request is its length in bytes on a line, that many bytes, and a line with the seal. The seal is
read once the child is forked, so that nothing in the child's memory can pass for a reply.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Any, Callable

import torch

from . import walls
from .check import NOT_STARTED, checks_ahead, is_ahead, load_ahead
from .sandbox import apart, quiet_environment
from .wire import Reply, Request, parse_request
from .worker import FAULTS, leave, serve

_POLL = 0.05  # seconds between two looks at whether the child still lives
_KEPT = 16 << 20  # bytes kept of what arrives before the framed line


@dataclass(frozen=True)
class Graded:
    """A verdict as JSON data, or how the child ended without one."""

    verdict: dict[str, Any] | None
    ended: dict[str, Any] | str | None = None
    faults: str = ""


def grade(request: Request) -> dict[str, Any] | None:
    """The verdict on one file as JSON data, from a forked child; None if the child died."""
    return run(request).verdict


def run(request: Request, forked: Callable[[], None] = lambda: None) -> Graded:
    """Grades one file in a forked child with a folder of its own, and ends the child's group.
    ``forked`` is called as soon as the child is there."""
    folder = tempfile.mkdtemp()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reader)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        walls.be_ordinary()
        _move_to(folder)
        serve(request, Reply(writer))
    os.close(writer)
    forked()
    status: int | None = None
    try:
        line, status = _framed_line(reader, request, child)
        # Read before the child's end, which is ours then.
        faults = _text(os.path.join(folder, FAULTS)) if line is None else ""
    finally:
        os.close(reader)
        _kill(child, reaped=status is not None)
        shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(ValueError):
        return Graded(json.loads(line) if line is not None else None, _ended(status), faults)
    return Graded(None, _ended(0), faults)  # a verdict that was scribbled over


def _move_to(folder: str) -> None:
    os.chdir(folder)
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = folder
    os.environ["TENSOR_DRILLS_FAULTS"] = os.path.join(folder, FAULTS)
    tempfile.tempdir = None


def _framed_line(reader: int, request: Request, child: int) -> tuple[bytes | None, int | None]:
    """The line, or None; and the child's wait status if it has ended by itself."""
    start, data = f"\n{request.nonce} ".encode(), b"\n"
    limit = request.limit_ms + request.grace_ms if request.limit_ms else 3_600_000
    deadline, status = time.monotonic() + limit / 1e3, None
    while time.monotonic() < deadline:
        # A stray may hold the pipe open, so its end is not waited for once the child has ended.
        if select.select([reader], [], [], _POLL if status is None else 0)[0]:
            block = os.read(reader, 1 << 16)
            data += block
            at = data.find(start)
            if at >= 0 and b"\n" in data[at + 1 :]:
                return data[at + len(start) :].split(b"\n", 1)[0], status
            if at < 0:
                data = data[-len(start) :]
            elif len(data) - at > _KEPT:
                return None, status
            if block:
                continue
            time.sleep(0.002)  # nobody can write any more: only the child's end is left to hear of
        if status is not None:
            return None, status
        pid, ended = os.waitpid(child, os.WNOHANG)
        status = ended if pid else None
    return None, status


def _kill(child: int, reaped: bool) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except OSError:  # already gone, or not yet a group of its own
        if not reaped:
            with contextlib.suppress(OSError):
                os.kill(child, signal.SIGKILL)
    if not reaped:
        os.waitpid(child, 0)


def _ended(status: int | None) -> dict[str, Any] | str:
    if status is None:
        return "deadline"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        try:
            return {"code": None, "signal": signal.Signals(number).name}
        except ValueError:
            return {"code": None, "signal": f"signal {number}"}
    return {"code": os.WEXITSTATUS(status), "signal": None}


def _text(path: str) -> str:
    with contextlib.suppress(OSError), open(path, encoding="latin-1") as file:
        return file.read(1 << 20)
    return ""


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
    while size := _line():
        request = parse_request(_exactly(int(size)).decode())
        began = time.perf_counter()
        if request.drill == harmless:
            make_ready(request.drill, request.broken)
        seals: list[str] = []
        graded = run(request, lambda: seals.append(_line()))
        all_ended = walls.end_descendants()
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
        print(f"\n{seals[0]} {json.dumps(reply)}", flush=True)
        if not all_ended:
            sys.exit("A program's processes could not be ended.")


if __name__ == "__main__":
    main()
