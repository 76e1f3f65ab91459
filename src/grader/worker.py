"""The grading process: `python -m grader.worker [DRILL [BROKEN]]` greets, grades one file and exits.

On Linux it grades in a fork of itself, and then ends all that the candidate's code has started.

With the folder of a drill it loads that drill's grade.py while it waits, and with the file of a
broken program it finds out what that yields.

Line 1 out: ``ready {"v":1,"torch":"2.14.1","python":"3.11.7"}``. Line 1 in: a request, see
wire.py. Then one line out, ``<nonce> <verdict as JSON>``. Other lines out are to be ignored.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import signal
import sys
import types
from typing import NoReturn

import torch

from . import walls
from .check import broken, check, hide, load_ahead
from .sandbox import Capture, limit_resources, quiet_environment
from .verdict import Verdict
from .wire import BadRequest, Reply, Request, open_reply, parse_request

FAULTS = "faults.txt"  # name of the file that TENSOR_DRILLS_FAULTS points to
_exit = os._exit
_NO_WAY_BACK = 77  # exit code: candidate code closed the descriptor of the reply
_HANGS = 0.3  # seconds after the limit, when the watchdog thread had no chance to speak


def main() -> None:
    """Serves one request on stdin. Ends with code 2 if it is not a request."""
    quiet_environment()
    reply = open_reply()
    reply.say("ready", {"v": 1, "torch": torch.__version__, "python": platform.python_version()})
    if len(sys.argv) > 1:
        load_ahead(*sys.argv[1:3])
    line = sys.stdin.readline()
    if not line.strip():
        _exit(0)  # a spare that was never needed
    try:
        request = parse_request(line)
    except BadRequest as error:
        sys.stderr.write(f"{error}\n")
        sys.stderr.flush()
        _exit(2)
    if sys.platform == "linux":  # elsewhere, forking is not safe once torch is imported
        _keep(request, reply)
    else:
        serve(request, reply)


def _keep(request: Request, reply: Reply) -> NoReturn:
    """Serves in a fork, ends all that it leaves behind, and then ends as the fork did."""
    walls.become_keeper()
    signal.signal(signal.SIGTERM, leave)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        walls.be_ordinary()
        serve(request, reply)
    status = os.waitpid(child, 0)[1]
    walls.end_descendants()
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    _exit(os.WEXITSTATUS(status))


def leave(_number: int, _frame: types.FrameType | None) -> NoReturn:
    """Of a keeper that is asked to end: first all that it keeps."""
    walls.end_descendants()
    _exit(128 + signal.SIGTERM)


def serve(request: Request, reply: Reply) -> None:
    """Grades, answers, and ends the process; threads of the candidate's cannot hold it."""
    nonce = request.nonce

    def before() -> None:
        hide()
        if request.beside is None:
            walls.confine()
        else:
            walls.confine(os.getcwd(), (request.file, *request.beside))

    def finish(verdict: Verdict) -> None:
        try:
            if reply.answer(nonce, verdict.to_json()):
                _exit(0)
        except OSError:
            _exit(_NO_WAY_BACK)

    capture = Capture()
    capture.start()
    limit_resources(request.memory_mb)
    note_faults(request.limit_ms)
    try:
        verdict = check(request, capture, finish, before)
    except BaseException as error:
        verdict = broken(error)
    finish(verdict)


def note_faults(limit_ms: int) -> int | None:
    """Lets Python write where it crashes, or hangs in native code, to the caller's file, and
    returns its descriptor.

    faulthandler needs neither the interpreter's lock nor its memory; the file stays open.
    """
    path = os.environ.get("TENSOR_DRILLS_FAULTS")
    if not path:
        return None
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        faulthandler.enable(descriptor)
        if limit_ms:
            faulthandler.dump_traceback_later(limit_ms / 1e3 + _HANGS, file=descriptor)
        return descriptor
    except (OSError, RuntimeError, ValueError):
        return None  # then the line stays unknown


def stop_noting_faults(descriptor: int | None) -> None:
    """Undoes ``note_faults``, given what it returned, in a process that goes on."""
    if descriptor is not None:
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        os.close(descriptor)


if __name__ == "__main__":
    main()
