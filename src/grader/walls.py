"""Walls around a program that is checked (Linux): what it cannot reach, whatever it tries.

Landlock (https://docs.kernel.org/userspace-api/landlock.html) needs no rights and holds for root
too. From Linux 5.13 on, a program behind it can trace no process outside and take no descriptor
of one; from 6.12 on it cannot signal one either. In a class it also writes to its own folder
only, and reads only what Python needs. A filter of system calls (seccomp) takes the changes of a
file's mode, owner and times, which Landlock leaves alone. Where the kernel has none, there are no
walls.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys
import time
from collections.abc import Iterable

# Numbers of system calls, the same on all processors that Landlock runs on.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_SET_DUMPABLE, _SET_SUBREAPER, _NO_NEW_PRIVILEGES = 4, 36, 38  # of prctl
_VERSION_FLAG, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE, _READ, _LIST = 1, 2, 4, 8  # of Landlock, on files
_MAKE_BLOCK = 1 << 11  # what no program asks for, to have a rule set where nothing else is handled
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_READING = _EXECUTE | _READ | _LIST
_SIGNALS = 2
# Rights to files that each version knows: all bits below this one.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_RIGHTS_NOW = 16

_SYSTEM = tuple(
    "/bin /dev /etc /gnu /lib /lib32 /lib64 /nix /opt /proc /run /sbin /snap /sys /usr".split()
)
_SET_SECCOMP = 22  # of prctl
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # of BPF
_ALLOWED, _NOTHING_DONE, _REFUSED = 0x7FFF0000, 0x00050000, 0x00050001
_NEW_ATTRIBUTE_CALLS = (452, 463, 466, 469)  # the same on all processors
_ATTRIBUTE_CALLS = {
    "x86_64": (
        0xC000003E,
        (*range(90, 95), 132, 188, 189, 190, 197, 198, 199, 235, 260, 261, 268, 280),
    ),
    "aarch64": (0xC00000B7, (5, 6, 7, 14, 15, 16, 52, 53, 54, 55, 88)),
}

_ROUNDS = 200  # of ending what is left: a fork bomb needs some

_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/shm")


def version() -> int:
    """The version of Landlock that the kernel has; 0 for none."""
    return max(0, _call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG)))


def confine(own: str | None = None, beside: Iterable[str] = ()) -> None:
    """From here on, this thread and all that it starts can neither trace, nor signal, nor end
    what was there before. With ``own``, a folder, they also write to nothing else, and read
    nothing else but ``beside`` and where Python and its libraries are."""
    known = version()
    if known == 0:
        return
    handled = (1 << _RIGHTS.get(known, _RIGHTS_NOW)) - 1 if own is not None else _MAKE_BLOCK
    attributes = struct.pack("=QQQ", handled, 0, _SIGNALS)
    size = 24 if known >= 6 else 8  # older kernels know only the first
    rules = _call(_CREATE, attributes, ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules < 0:
        return
    try:
        if own is not None:
            for path in (own, *_DEVICES):
                _allow(rules, path, handled)
            for path in (*beside, *readable()):
                _allow(rules, path, handled & _READING)
        _prctl(_NO_NEW_PRIVILEGES)
        _call(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)
    if own is not None:
        _leave_attributes_alone()


def _leave_attributes_alone() -> None:
    """Makes each call that changes a file's mode, owner, times or attributes do nothing. It says
    that it has succeeded, because a program may well copy a file with its mode."""
    known = _ATTRIBUTE_CALLS.get(platform.machine())
    if known is None:
        return
    architecture, calls = known
    calls = (*calls, *_NEW_ATTRIBUTE_CALLS)
    count = len(calls)
    lines = [
        (_LOAD, 0, 0, 4),  # the architecture; another one has other numbers
        (_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _REFUSED),
        (_LOAD, 0, 0, 0),  # the number of the call
        *((_IF_EQUAL, count - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOWED),
        (_RETURN, 0, 0, _NOTHING_DONE),
    ]
    code = b"".join(struct.pack("=HBBI", *line) for line in lines)
    place = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HP", len(lines), ctypes.addressof(place))
    _prctl(_SET_SECCOMP, 2, ctypes.create_string_buffer(program, len(program)))


def readable() -> list[str]:
    """Where Python, its libraries and those of the system are; nothing that holds them all."""
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    places = (sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path, *libraries, *_SYSTEM)
    return sorted({path for path in places if os.path.isabs(path) and os.path.exists(path)})


def become_keeper() -> None:
    """Makes this process the parent of what its descendants leave behind, and keeps others of the
    same user, other than root, out of its memory and descriptors."""
    _prctl(_SET_SUBREAPER)
    _prctl(_SET_DUMPABLE, 0)


def be_ordinary() -> None:
    """In a fork of a keeper: may read its own /proc entries again."""
    _prctl(_SET_DUMPABLE)


def end_descendants() -> bool:
    """Ends and reaps all that this process, a keeper, is the ancestor of. False if some are left."""
    for round_ in range(_ROUNDS):
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return True  # a keeper without a child has no descendant
        found = _descendants(os.getpid())
        for number in (signal.SIGSTOP, signal.SIGKILL):  # a fork bomb must stand still first
            for pid in found:
                with contextlib.suppress(OSError):
                    os.kill(pid, number)
        time.sleep(round_ * 1e-4)  # they need a moment to go
    return False



def _descendants(ancestor: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError, ValueError), open(f"/proc/{name}/stat", "rb") as file:
            # The name, in brackets, may hold anything; the state and the parent follow it.
            parent = int(file.read().rsplit(b")", 1)[1].split()[1])
            children.setdefault(parent, []).append(int(name))
    found = list(children.get(ancestor, ()))
    for pid in found:
        found += children.get(pid, ())
    return found


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = rights if os.path.isdir(path) else rights & _ON_FILES
        rule = struct.pack("=Qi", allowed, place)
        _call(_ADD, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)


def _prctl(option: int, value: int = 1, more: object = ctypes.c_ulong(0)) -> None:
    zero = ctypes.c_ulong(0)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, ctypes.c_ulong(value), more, zero, zero)


def _call(number: int, *arguments: object) -> int:
    if sys.platform != "linux":
        return -1
    return int(ctypes.CDLL(None).syscall(ctypes.c_long(number), *arguments))
