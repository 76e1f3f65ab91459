"""The candidate's file: read, parsed, compiled under its real path and executed."""

from __future__ import annotations

import ast
import io
import os
import re
import stat
import sys
import tokenize
import traceback
import types
from dataclasses import dataclass
from typing import Any, Callable

from .syntax import undecodable
from .tidy import tidy


@dataclass(frozen=True)
class Source:
    """The file's text and, unless it does not parse, its tree and code."""

    path: str
    text: str
    tree: ast.Module
    code: types.CodeType | None
    error: SyntaxError | None


def read(path: str, data: bytes | None = None) -> Source:
    """Reads and compiles ``path``, or what it held when somebody else read it. A file that does
    not parse has ``error`` set, with a line."""
    if data is None:
        data = _contents(path)
    empty = ast.Module(body=[], type_ignores=[])
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return Source(path, data.decode("latin-1"), empty, None, undecodable(data))
    return compiled(path, text)


def _contents(path: str) -> bytes:
    if not stat.S_ISREG(os.stat(path).st_mode):  # opening a pipe would wait forever
        raise OSError(f"{path} is not a file")
    with open(path, "rb") as file:
        return file.read()


def compiled(path: str, text: str) -> Source:
    """The source of a program with this text, as if it stood at ``path``."""
    empty = ast.Module(body=[], type_ignores=[])
    try:
        tree = ast.parse(text, path)
        code = compile(tree, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        return Source(path, text, empty, None, error)
    except (ValueError, RecursionError, MemoryError) as error:
        return Source(path, text, empty, None, SyntaxError(str(error) or "it is too complex"))
    return Source(path, text, tree, code, None)


@dataclass(frozen=True)
class Attempt:
    """What calling candidate code gave: a value, or whatever it raised."""

    value: Any = None
    error: BaseException | None = None

    @property
    def ok(self) -> bool:
        return self.error is None


def attempt(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Attempt:
    """Calls and catches everything, SystemExit and KeyboardInterrupt included."""
    try:
        return Attempt(call(*args, **kwargs))
    except BaseException as error:
        return Attempt(error=error)


def execute(source: Source, name: str | None = None) -> types.ModuleType:
    """Executes the file as a module and returns it; raises what the file raises.

    ``name`` "__main__" runs it as a script; by default it is imported.
    """
    if source.code is None:
        raise source.error or SyntaxError("does not parse")
    folder = os.path.dirname(os.path.abspath(source.path))
    if folder not in sys.path:
        sys.path.append(folder)  # helper files beside the candidate's; never before the stdlib
    stem = re.sub(r"\W", "_", os.path.splitext(os.path.basename(source.path))[0])
    chosen = name or f"candidate_{stem}"  # a file called copy.py must not become the module copy
    module = types.ModuleType(chosen)
    module.__file__ = source.path
    module.__dict__["__builtins__"] = __builtins__
    before, argv = sys.modules.get(chosen), sys.argv
    sys.modules[chosen] = module
    sys.argv = [source.path]
    try:
        with tidy():
            exec(source.code, module.__dict__)
    finally:
        sys.argv = argv
        if name is not None:
            if before is None:
                sys.modules.pop(chosen, None)
            else:
                sys.modules[chosen] = before
    return module


def lines_of(error: BaseException, path: str) -> list[int]:
    """Lines in the candidate's file that the exception passed through, outermost first."""
    lines: list[int] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    return lines


def line_of(error: BaseException, path: str) -> int | None:
    """The innermost line in the candidate's file, or None if it raised elsewhere only."""
    lines = lines_of(error, path)
    return lines[-1] if lines else None


def innermost_file(error: BaseException) -> str | None:
    """The file whose code raised the exception."""
    trace, file = error.__traceback__, None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return file


def called(error: BaseException, path: str | None) -> str:
    """The public function of another file that the program at ``path`` had called when this was
    raised; "the program" where it raised by itself. The same in every version of torch, unlike the
    message."""
    name = ""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if code.co_filename == path:
            name = ""
        elif not name and not code.co_name.startswith("_"):
            name = code.co_name
    return name or "the program"


@dataclass(frozen=True)
class Hang:
    """Where a program that does not finish is: the line of its file, and whether torch's compiler,
    which the line called, is what takes the time."""

    line: int | None = None
    compiles: bool = False


def hang(frames: dict[int, types.FrameType], thread: int, path: str) -> Hang:
    """What ``thread`` is executing right now, innermost first."""
    frame: types.FrameType | None = frames.get(thread)
    compiles = False
    while frame is not None:
        file = frame.f_code.co_filename
        if file == path:
            return Hang(frame.f_lineno, compiles)
        compiles = compiles or _COMPILER.search(file) is not None
        frame = frame.f_back
    return Hang()


# Two files of it only lead to other code, compiled or not.
_COMPILER = re.compile(
    r"[\\/]torch[\\/](_dynamo[\\/](?!eval_frame|external_utils)|_inductor[\\/])"
)


def describe(error: BaseException, limit: int = 240) -> str:
    """``TypeError: message`` on one line, shortened; survives a broken ``__str__``."""
    try:
        text = " ".join(str(error).split())
    except BaseException:
        text = ""
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    name = type(error).__name__
    return f"{name}: {text}" if text else name
