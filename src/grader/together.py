"""Grades the programs of a pack, which can be trusted, one after another in one child.

A fork, and torch's first steps in it, take longer than the check of most wrong programs. A program
may leave something behind that changes the next verdict, so whoever is surprised by a verdict asks
for that program again, by itself.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
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
from .worker import note_faults, stop_noting_faults

_FIELDS = tuple(one.name for one in fields(Request))
_MOST = 200  # programs per child, which bounds what they leave behind
# What the grade.py of most drills imports: once, instead of in each child.
_FRAMEWORK = ("functions", "modules", "procedures", "programs", "weights")


class Together:
    """Keeps a child for one drill, and replaces it for another drill, after many programs and when
    a program has ended it."""

    def __init__(self) -> None:
        self._child: _SharedChild | None = None
        for name in _FRAMEWORK:
            importlib.import_module(f".{name}", __package__)
        # A search of all of torch for garbage takes as long as several checks, and gives the child
        # a copy of every page.
        gc.freeze()

    def grade(self, request: Request) -> Graded:
        """The verdict on one file. A program that ends the child does not affect any other."""
        child = self._child
        if child is None or not child.takes(request):
            child = self._replace(request)
        graded = child.grade(request)
        if graded.verdict is None and child.graded > 1:
            graded = self._replace(request).grade(request)
        if graded.verdict is None:
            self.end()
        return graded

    def end(self) -> None:
        """Ends the child, if there is one."""
        if self._child is not None:
            self._child.end()
        self._child = None

    def _replace(self, first: Request) -> _SharedChild:
        self.end()
        self._child = _SharedChild(first)
        return self._child


class _SharedChild:
    """A child that is sent one request after another, all for the drill of the first."""

    def __init__(self, first: Request) -> None:
        self._drill = first.drill, first.broken
        self.graded = 0
        reader, writer = os.pipe()

        def work(reply: Reply) -> None:
            os.close(writer)
            with open(reader, "rb") as requests:
                _serve(first, requests, reply)

        self._child = Child(work)
        os.close(reader)
        self._requests = open(writer, "wb")  # noqa: SIM115, closed with the child

    def takes(self, request: Request) -> bool:
        return self._drill == (request.drill, request.broken) and self.graded < _MOST

    def grade(self, request: Request) -> Graded:
        self.graded += 1
        # If the child has ended since its last answer, this is noticed when the next one is read.
        with contextlib.suppress(OSError):
            marshal.dump([getattr(request, name) for name in _FIELDS], self._requests)
            self._requests.flush()
        return self._child.answer(request)

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self._requests.close()
        self._child.end()


def _serve(first: Request, requests: BinaryIO, reply: Reply) -> None:
    """Answers every request until there are no more."""
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
            gc.freeze()
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
        stop_noting_faults(noted)
        reply.answer(request.nonce, verdict.to_json())

    def _judged(self, request: Request, late: Callable[[Verdict], None]) -> Verdict:
        try:
            if self._failure is not None:
                raise self._failure
            source = candidate.read(request.file, request.data)
        except BaseException as error:
            raise CannotStart from error
        return judged(self._stages, source, request, self._capture, late)
