"""Keeps candidate code's prints and appetite away from the grader and the machine.

This is protection against accidents, not a jail: the code runs with the user's own rights.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from threading import get_ident as _get_ident
from typing import Any

import torch

OUTPUT_CAP = 64_000  # bytes kept of what a candidate prints, half of them its last
# Without digits, which could pass for a shape.
_LEFT_OUT = b"[... the middle of the output is left out ...]\n"
_PROCESSES = 512  # processes and threads beyond what the system has
_FILE_SIZE = 256 << 20  # bytes that one file may grow to


class _CappedSink(io.RawIOBase):
    """Takes everything, keeps both ends: a print bomb costs time, not memory."""

    def __init__(self, cap: int) -> None:
        self._half = cap // 2
        self._first, self._last = bytearray(), bytearray()
        self._truncated = False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    def close(self) -> None:
        """Nothing: a candidate that closes or drops sys.stdout must not end the capture."""

    def write(self, data) -> int:  # type: ignore[override]
        block = bytes(data)
        room = self._half - len(self._first)
        self._first += block[:room]
        self._last += block[room:]
        if len(self._last) > 2 * self._half:  # rarely, so that each byte is moved once
            self._shorten()
        return len(block)

    def _shorten(self) -> None:
        if len(self._last) > self._half:
            del self._last[: -self._half]
            self._truncated = True

    def take(self) -> tuple[bytes, bool]:
        self._shorten()
        first, last, truncated = bytes(self._first), bytes(self._last), self._truncated
        self._first, self._last, self._truncated = bytearray(), bytearray(), False
        return _joined(first, last) if truncated else first + last, truncated


def _joined(first: bytes, last: bytes) -> bytes:
    """Both ends of what was cut, in whole lines where there are any."""
    start = first[: first.rfind(b"\n") + 1] or first + b"\n"
    return start + _LEFT_OUT + (last[last.find(b"\n") + 1 :] or last)


class Capture:
    """Collects stdout and stderr, both of Python and of the process (descriptors 1 and 2)."""

    def __init__(self, cap: int = OUTPUT_CAP) -> None:
        self._cap = cap
        self._sink = _CappedSink(cap)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115, lives as long as the process
        self._read_to = 0
        self._thread = _get_ident()

    def start(self) -> None:
        """From here on nothing that is printed reaches the caller; stdin is empty. The program runs
        in the thread that calls this."""
        self._thread = _get_ident()
        nowhere = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nowhere, 0)
        os.close(nowhere)
        for descriptor in (1, 2):
            os.dup2(self._file.fileno(), descriptor)
        sys.stdin = sys.__stdin__ = open(  # noqa: SIM115
            0, encoding="utf-8", closefd=False
        )
        self.attach()

    def attach(self) -> None:
        """(Re)connects Python's own streams; candidate code may have replaced or closed them.
        Another thread leaves them alone: print keeps no reference to the stream it writes to, so
        Python crashes if the stream is replaced while the program prints."""
        if _get_ident() != self._thread:
            return
        stream = io.TextIOWrapper(
            self._sink,  # type: ignore[arg-type]
            encoding="utf-8",
            errors="backslashreplace",
            write_through=True,
        )
        sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = stream

    def take(self) -> tuple[str, bool]:
        """Text printed since the last call, and whether some of it was dropped."""
        if _get_ident() == self._thread:
            with contextlib.suppress(Exception):
                sys.stdout.flush()
        data, truncated = self._sink.take()
        raw, cut = self._descriptors() if _HAS_PREAD else (b"", False)
        return (data + raw).decode("utf-8", "backslashreplace"), truncated or cut

    def _descriptors(self) -> tuple[bytes, bool]:
        """What went to the descriptors themselves, past Python's own streams."""
        file, start, half = self._file.fileno(), self._read_to, self._cap // 2
        end = self._read_to = os.fstat(file).st_size
        if end - start <= self._cap:
            return os.pread(file, end - start, start), False
        return _joined(os.pread(file, half, start), os.pread(file, half, end - half)), True


_HAS_PREAD = hasattr(os, "pread")


@contextlib.contextmanager
def apart() -> Iterator[None]:
    """Runs a drill's own code out of the way of requests and replies: it reads and prints nothing."""
    requests, sys.stdin = sys.stdin, io.StringIO()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        sys.stdin = requests


def limit_resources(memory_mb: int) -> None:
    """Bounds memory, relative to what the process already uses, and file size (POSIX)."""
    try:
        import resource
    except ImportError:
        return
    used = 0
    with (
        contextlib.suppress(OSError, ValueError, IndexError),
        open("/proc/self/statm", encoding="ascii") as pages,
    ):
        used = int(pages.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    wanted = [(resource.RLIMIT_FSIZE, _FILE_SIZE), (resource.RLIMIT_CORE, 0)]
    if used:
        wanted.append((resource.RLIMIT_AS, used + (memory_mb << 20)))
    for which, soft in wanted:
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(which)[1]
            if hard != resource.RLIM_INFINITY:
                soft = min(soft, hard)
            resource.setrlimit(which, (soft, hard))
    _limit_processes(resource)


def _limit_processes(resource: Any) -> None:
    """Stops a fork bomb. The limit counts all of the user's processes, so it is set above all
    that the system has; where that number is not to be had, or not the one that counts (some
    containers), there is no limit. It never holds for root."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        with open("/proc/loadavg", encoding="ascii") as load:
            total = int(load.read().split()[3].split("/")[1])
        before = resource.getrlimit(resource.RLIMIT_NPROC)
        if total <= 0 or 0 <= before[0] <= total + _PROCESSES:
            return
        resource.setrlimit(resource.RLIMIT_NPROC, (total + _PROCESSES, before[1]))
        try:
            threading.Thread(target=_nothing).start()
        except RuntimeError:
            resource.setrlimit(resource.RLIMIT_NPROC, before)


def _nothing() -> None:
    pass


def quiet_environment() -> None:
    """No GPU, no windows, no compiler, one thread. Call before torch does any work."""
    os.environ["CUDA_VISIBLE_DEVICES"] = ""
    os.environ["MPLBACKEND"] = "Agg"
    os.environ["TORCHDYNAMO_DISABLE"] = "1"  # torch.compile takes longer than a check may
    _hide_accelerators()
    torch.set_num_threads(1)


def _hide_accelerators() -> None:
    """Lets the usual line that chooses a device choose the CPU, where the checks' tensors are, on a
    Mac or an Intel GPU as well. The environment hides CUDA only."""
    backends = getattr(torch, "backends", None)
    for place in (getattr(backends, "mps", None), getattr(torch, "xpu", None)):
        if place is not None:
            place.is_available = _no  # type: ignore[attr-defined]
    accelerator = getattr(torch, "accelerator", None)
    if accelerator is not None:
        accelerator.is_available = _no
        accelerator.current_accelerator = _nothing_there
        accelerator.device_count = _none


def _no() -> bool:
    return False


def _none() -> int:
    return 0


def _nothing_there(check_available: bool = False) -> None:
    """What torch itself says where there is no accelerator."""
