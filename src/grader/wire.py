"""The wire to the caller: one request line in, one framed reply line out.

The reply goes to a duplicate of the stdout that the process was born with, made before any
candidate code runs and placed at a descriptor that is hard to guess. A reply line begins with
the caller's nonce, so whatever else reaches that pipe is not a verdict.
"""

from __future__ import annotations

import base64
import json
import os
import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_write = os.write
_dumps = json.dumps
_MOST_SENTENCES = 200
_LONGEST_SENTENCE = 500  # characters


class BadRequest(ValueError):
    """The request line is not what this version of the worker understands."""


@dataclass(frozen=True)
class Request:
    """One check to do. ``limit_ms`` 0 means: no limit (debugging)."""

    nonce: str
    drill: str  # folder of the drill
    file: str  # the candidate's file
    stage: str | None = None  # stop after this stage
    limit_ms: int = 4500
    grace_ms: int = 3000  # what the batch mode gives the child beyond the limit
    memory_mb: int = 4096  # address space beyond what the warm process has (Linux)
    says: Mapping[str, str] = field(default_factory=dict)  # a mistake's sentence by its id
    ends_at_failure: bool = False  # whether no stage is run after one that failed
    broken: str | None = None  # of a program that is repaired: the file for ``planted.load``
    data: bytes | None = None  # what the file holds, read before anybody's code ran
    beside: tuple[str, ...] | None = None  # what it may read; None: it has no walls around files
    together: bool = False  # of the batch mode: whether others may run before it in its process


def parse_request(line: str) -> Request:
    """Reads a request line. Raises BadRequest with what is wrong with it."""
    try:
        data = json.loads(line)
    except ValueError as error:
        raise BadRequest(f"the request is not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("v") != 1:
        raise BadRequest("the request is not of version 1")
    for name in ("nonce", "drill", "file"):
        if not isinstance(data.get(name), str) or not data[name]:
            raise BadRequest(f"the request lacks {name}")
    stage, broken = data.get("stage"), data.get("broken")
    for name, value in (("stage", stage), ("broken", broken)):
        if value is not None and not isinstance(value, str):
            raise BadRequest(f"{name} is neither null nor a string")
    limit = _amount(data, "limitMs", Request.limit_ms)
    grace = _amount(data, "graceMs", Request.grace_ms)
    memory = _amount(data, "memoryMb", Request.memory_mb)
    says = _sentences(data.get("says"))
    ends, together = data.get("endsAtFailure", False), data.get("together", False)
    for name, value in (("endsAtFailure", ends), ("together", together)):
        if not isinstance(value, bool):
            raise BadRequest(f"{name} is neither true nor false")
    paths = data["nonce"], data["drill"], data["file"]
    more = _bytes(data.get("data")), _beside(data.get("beside")), together
    return Request(*paths, stage, limit, grace, memory, says, ends, broken, *more)


def _bytes(value: Any) -> bytes | None:
    if value is None:
        return None
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, ValueError):
        raise BadRequest("data is not in base64") from None


def _beside(value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(path, str) for path in value):
        raise BadRequest("beside is not a list of paths")
    return tuple(value)


def _sentences(value: Any) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or len(value) > _MOST_SENTENCES:
        raise BadRequest(f"says is not an object of at most {_MOST_SENTENCES} sentences")
    for sentence in value.values():
        if not isinstance(sentence, str) or len(sentence) > _LONGEST_SENTENCE:
            most = _LONGEST_SENTENCE
            raise BadRequest(f"says holds what is not a sentence of at most {most} characters")
    return value


def _amount(data: dict[str, Any], name: str, default: int) -> int:
    value = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        raise BadRequest(f"{name} is not a number from 0 on")
    return int(value)


class Reply:
    """The way back to the caller. At most one framed line is ever sent."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._once = threading.Lock()

    def again(self) -> Reply:
        """The way back for one more framed line."""
        return Reply(self._descriptor)

    def say(self, word: str, data: dict[str, Any]) -> None:
        """Sends an unframed line such as the `ready` handshake."""
        self._send(f"{word} {_dumps(data)}\n")

    def answer(self, nonce: str, data: dict[str, Any]) -> bool:
        """Sends the framed line; False if one was sent before."""
        if not self._once.acquire(blocking=False):
            return False
        # The leading line end closes whatever a candidate scribbled on the pipe.
        self._send(f"\n{nonce} {_dumps(data)}\n")
        return True

    def _send(self, text: str) -> None:
        rest = memoryview(text.encode("utf-8", "backslashreplace"))
        while rest:
            rest = rest[_write(self._descriptor, rest) :]


def open_reply(descriptor: int = 1) -> Reply:
    """Duplicates ``descriptor`` to a place that candidate code does not find by accident."""
    try:
        import fcntl

        base = random.SystemRandom().randrange(100, 240)
        return Reply(fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, base))
    except (ImportError, OSError):  # Windows has no fcntl
        return Reply(os.dup(descriptor))
