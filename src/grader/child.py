"""A forked child that grades, with a folder and a pipe of its own, and how it ended."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass
from typing import Any, Callable

from . import walls
from .wire import Reply, Request
from .worker import FAULTS

_exit = os._exit
_POLL = 0.05  # seconds between two looks at whether the child still lives
_KEPT = 16 << 20  # bytes kept of what arrives before the framed line


@dataclass(frozen=True)
class Graded:
    """A verdict as JSON data, or how the child ended without one."""

    verdict: dict[str, Any] | None
    ended: dict[str, Any] | str | None = None
    faults: str = ""


class Child:
    """``work`` is all that the child does; its argument is the way to reply."""

    def __init__(self, work: Callable[[Reply], object]) -> None:
        self._folder = tempfile.mkdtemp()
        self._reader, writer = os.pipe()
        self._status: int | None = None
        self._pid = os.fork()
        if self._pid == 0:
            os.setsid()
            os.close(self._reader)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            walls.be_ordinary()
            _move_to(self._folder)
            work(Reply(writer))
            _exit(0)
        os.close(writer)

    def answer(self, request: Request) -> Graded:
        """Waits for the reply to a request that the child has been given."""
        line = self._framed_line(request)
        # Read before the child's end, which is ours then.
        faults = _text(os.path.join(self._folder, FAULTS)) if line is None else ""
        with contextlib.suppress(ValueError):
            verdict = json.loads(line) if line is not None else None
            return Graded(verdict, _ended(self._status), faults)
        return Graded(None, _ended(0), faults)  # a verdict that was scribbled over

    def end(self) -> None:
        """Ends the child with its group, and removes its folder."""
        os.close(self._reader)
        try:
            os.killpg(self._pid, signal.SIGKILL)
        except OSError:  # already gone, or not yet a group of its own
            if self._status is None:
                with contextlib.suppress(OSError):
                    os.kill(self._pid, signal.SIGKILL)
        if self._status is None:
            os.waitpid(self._pid, 0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _framed_line(self, request: Request) -> bytes | None:
        """The line, or None if the child has ended or is late."""
        start, data = f"\n{request.nonce} ".encode(), b"\n"
        limit = request.limit_ms + request.grace_ms if request.limit_ms else 3_600_000
        deadline = time.monotonic() + limit / 1e3
        while time.monotonic() < deadline:
            # A stray may hold the pipe open, so its end is not waited for once the child has ended.
            if select.select([self._reader], [], [], _POLL if self._status is None else 0)[0]:
                block = os.read(self._reader, 1 << 16)
                data += block
                at = data.find(start)
                if at >= 0 and b"\n" in data[at + 1 :]:
                    return data[at + len(start) :].split(b"\n", 1)[0]
                if at < 0:
                    data = data[-len(start) :]
                elif len(data) - at > _KEPT:
                    return None
                if block:
                    continue
                time.sleep(0.002)  # nobody can write any more: only the child's end is left to hear of
            if self._status is not None:
                return None
            pid, ended = os.waitpid(self._pid, os.WNOHANG)
            self._status = ended if pid else None
        return None


def _move_to(folder: str) -> None:
    os.chdir(folder)
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = folder
    os.environ["TENSOR_DRILLS_FAULTS"] = os.path.join(folder, FAULTS)
    tempfile.tempdir = None


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
