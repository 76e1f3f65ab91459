"""The candidate's file: read, parsed, compiled under its real path and executed."""

from __future__ import annotations

import ast
import io
import os
import re
import stat
import sys
import tokenize
import types
from dataclasses import dataclass
from typing import Any, Callable

from .sandbox import tidy


@dataclass(frozen=True)
class Source:
    """The file's text and, unless it does not parse, its tree and code."""

    path: str
    text: str
    tree: ast.Module
    code: types.CodeType | None
    error: SyntaxError | None


def read(path: str) -> Source:
    """Reads and compiles ``path``. A file that does not parse has ``error`` set, with a line."""
    if not stat.S_ISREG(os.stat(path).st_mode):  # opening a pipe would wait forever
        raise OSError(f"{path} is not a file")
    with open(path, "rb") as file:
        data = file.read()
    empty = ast.Module(body=[], type_ignores=[])
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        return Source(path, data.decode("latin-1"), empty, None, _as_syntax_error(error, data))
    try:
        tree = ast.parse(text, path)
        code = compile(tree, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Source(path, text, empty, None, _as_syntax_error(error, data))
    return Source(path, text, tree, code, None)


def _as_syntax_error(error: BaseException, data: bytes) -> SyntaxError:
    found = error if isinstance(error, SyntaxError) else SyntaxError(str(error) or "too complex")
    if found.lineno is None:
        at = data.find(b"\0")
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as undecodable:
            at = undecodable.start
        if at >= 0:
            found.lineno = data[:at].count(b"\n") + 1
    return found


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


def hung_line(frames: dict[int, types.FrameType], thread: int, path: str) -> int | None:
    """The innermost line of the candidate's file that ``thread`` is executing right now."""
    frame: types.FrameType | None = frames.get(thread)
    while frame is not None:
        if frame.f_code.co_filename == path:
            return frame.f_lineno
        frame = frame.f_back
    return None


def describe(error: BaseException, limit: int = 240) -> str:
    """``TypeError: message`` on one line, shortened; survives a broken ``__str__``."""
    try:
        text = " ".join(str(error).split())
    except BaseException:
        text = ""
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    name = type(error).__name__
    return f"{name}: {text}" if text else name
