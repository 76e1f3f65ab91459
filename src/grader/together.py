"""Grades programs that can be trusted, those of a pack, one after another in one child.

A fork, and torch's first steps in it, take longer than the check of most wrong programs. A program
can leave something behind for the next, so whoever is surprised by a verdict asks for it once more,
of the program by itself.
"""

from __future__ import annotations

import contextlib
import faulthandler
import marshal
import os
from dataclasses import fields
from typing import BinaryIO, Callable

from . import candidate, walls
from .check import CannotStart, broken, hide, judged, load_stages
from .child import Child, Graded
from .lean import spare_compiler
from .sandbox import Capture, limit_resources
from .tidy import tidy
from .verdict import Verdict
from .wire import Reply, Request
from .worker import note_faults

_FIELDS = tuple(one.name for one in fields(Request))
_MOST = 64  # programs a child: what they leave behind is bounded


class Together:
    """The child of one drill's programs; it is replaced when it ends, and after many programs."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._requests: BinaryIO | None = None
        self._for: tuple[str, str | None] | None = None
        self._guests = 0

    def grade(self, request: Request) -> Graded:
        """The verdict on one file; what ends the child ends it as it would have alone."""
        if self._for != (request.drill, request.broken) or self._guests >= _MOST:
            self.end()
        graded = self._ask(request)
        if graded.verdict is None:
            was_alone = self._guests == 1
            self.end()
            if not was_alone:
                graded = self._ask(request)
        return graded

    def end(self) -> None:
        """Ends the child, if there is one."""
        if self._child is None or self._requests is None:
            return
        with contextlib.suppress(OSError):
            self._requests.close()
        self._child.end()
        self._child = self._requests = self._for = None
        self._guests = 0

    def _ask(self, request: Request) -> Graded:
        child = self._child or self._begun(request)
        self._guests += 1
        assert self._requests is not None
        # A child that has ended since is heard of when its answer is read.
        with contextlib.suppress(OSError):
            marshal.dump([getattr(request, name) for name in _FIELDS], self._requests)
            self._requests.flush()
        return child.answer(request)

    def _begun(self, first: Request) -> Child:
        reader, writer = os.pipe()

        def work(reply: Reply) -> None:
            os.close(writer)
            with open(reader, "rb") as requests:
                _serve(first, requests, reply)

        self._child = Child(work)
        os.close(reader)
        self._requests = open(writer, "wb")  # noqa: SIM115, closed with the child
        self._for = (first.drill, first.broken)
        return self._child


def _serve(first: Request, requests: BinaryIO, reply: Reply) -> None:
    """Answers every request, all of the drill that the first one is of."""
    capture = Capture()
    capture.start()
    limit_resources(first.memory_mb)
    bench = _Bench(first, capture, reply)
    with contextlib.suppress(EOFError):
        while True:
            bench.grade(Request(*marshal.load(requests)))


class _Bench:
    """A drill's checks, ready for one program after another."""

    def __init__(self, request: Request, capture: Capture, reply: Reply) -> None:
        self._capture, self._reply, self._exit = capture, reply, os._exit
        self._home, self._guests = os.getcwd(), 0
        self._failure: BaseException | None = None
        spare_compiler()
        try:
            self._stages = load_stages(request.drill, request.broken)
            hide()
            walls.confine()
        except BaseException as error:
            self._failure = error

    def grade(self, request: Request) -> None:
        noted = note_faults(request.limit_ms)
        self._guests += 1
        folder = os.path.join(self._home, str(self._guests))
        os.mkdir(folder)
        os.chdir(folder)
        reply = self._reply.again()

        def late(verdict: Verdict) -> None:
            if reply.answer(request.nonce, verdict.to_json()):
                self._exit(0)

        try:
            with tidy():
                verdict = self._judged(request, late)
        except BaseException as error:
            verdict = broken(error)
        self._capture.take()
        self._capture.attach()
        if noted is not None:
            faulthandler.cancel_dump_traceback_later()
            faulthandler.disable()
            os.close(noted)
        reply.answer(request.nonce, verdict.to_json())

    def _judged(self, request: Request, late: Callable[[Verdict], None]) -> Verdict:
        try:
            if self._failure is not None:
                raise self._failure
            source = candidate.read(request.file, request.data)
        except BaseException as error:
            raise CannotStart from error
        return judged(self._stages, source, request, self._capture, late)
