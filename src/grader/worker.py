"""The grading process: `python -m grader.worker` greets, grades one file and exits.

Line 1 out: ``ready {"v":1,"torch":"2.14.1","python":"3.11.7"}``. Line 1 in: a request, see
wire.py. Then one line out, ``<nonce> <verdict as JSON>``. Other lines out are to be ignored.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback

import torch

from .check import broken, check
from .sandbox import Capture, limit_resources, quiet_environment
from .verdict import Verdict
from .wire import BadRequest, Reply, Request, open_reply, parse_request

_exit = os._exit


def main() -> None:
    """Serves one request on stdin. Ends with code 2 if the request is no request."""
    quiet_environment()
    reply = open_reply()
    reply.say("ready", {"v": 1, "torch": torch.__version__, "python": platform.python_version()})
    line = sys.stdin.readline()
    if not line.strip():
        _exit(0)  # a spare that was never needed
    try:
        request = parse_request(line)
    except BadRequest as error:
        sys.stderr.write(f"{error}\n")
        sys.stderr.flush()
        _exit(2)
    serve(request, reply)


def serve(request: Request, reply: Reply) -> None:
    """Grades, answers, and ends the process; threads of the candidate's cannot hold it."""
    nonce = request.nonce

    def finish(verdict: Verdict) -> None:
        if reply.answer(nonce, verdict.to_json()):
            _exit(0)

    capture = Capture()
    capture.start()
    limit_resources()
    try:
        verdict = check(request, capture, finish)
    except BaseException:
        verdict = broken(traceback.format_exc()[-4000:])
    finish(verdict)


if __name__ == "__main__":
    main()
