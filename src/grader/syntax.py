"""Why a file does not parse, in a sentence that says what to do about it."""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass

from . import oddities

_CLOSING = {"(": ")", "[": "]", "{": "}"}


class Undecodable(SyntaxError):
    """The file's bytes are no text. Its message is the sentence."""


def undecodable(data: bytes) -> Undecodable:
    message, line = oddities.undecoded(data)
    error = Undecodable(message)
    error.lineno = line
    return error


def explain(text: str, error: SyntaxError) -> tuple[str, int | None]:
    """The sentence for an error, and its line where that is certain."""
    if isinstance(error, Undecodable):
        return error.msg, error.lineno
    if "null bytes" in error.msg and "\0" in text:
        return oddities.null_byte(text)
    lines = re.split("\r\n|\r|\n", text)
    number = _start_of_string(text) if "EOF while scanning triple" in error.msg else error.lineno
    if number is None:
        return f"Python cannot read the file: {_sentence(error.msg)}", None
    conflict = oddities.merge_conflict(lines, number)
    if conflict is not None:
        return conflict
    known = (
        oddities.foreign_line(lines, number)
        or oddities.odd_character(error.msg, number)
        or _indentation(lines, error, number)
        or _by_message(error.msg, number)
        or _by_line(lines, error, number)
    )
    if known is not None:
        return known, number
    opened = _never_closed(text, number)
    if opened is not None:
        bracket, at = opened
        return f"The `{bracket}` on line {at} is never closed: add the `{_CLOSING[bracket]}`.", at
    return _in_pythons_words(lines, error.msg, number), number


def _in_pythons_words(lines: list[str], message: str, number: int) -> str:
    told = message.removeprefix("invalid syntax").removeprefix(". ")
    if told:
        return f"Python cannot read line {number}: {_sentence(told[0].lower() + told[1:])}"
    code = lines[number - 1].strip() if number <= len(lines) else ""
    shown = code if len(code) <= 60 else f"{code[:59]}…"
    return f"Python cannot read line {number}{f', `{shown}`' if shown else ''}."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _indentation(lines: list[str], error: SyntaxError, number: int) -> str | None:
    if not isinstance(error, IndentationError):
        return None
    if isinstance(error, TabError) or _mixed(lines, number):
        return f"Line {number} and the lines around it mix tabs and spaces: use only spaces."
    if "unexpected indent" in error.msg:
        return f"Line {number} is indented further than its block: align it with the lines above."
    if "unindent" in error.msg:
        text = f"Line {number} does not line up with any block above it"
        return f"{text}: align it with its own block."
    head = _head_of_block(lines, error.msg, number)
    below = f"indent line {number}" if head < number <= len(lines) else "write one"
    return f"The block that begins on line {head} has no body: {below}, or put `pass` there."


def _mixed(lines: list[str], number: int) -> bool:
    """Whether the line and the one above it are indented with different characters."""
    above = next((line for line in reversed(lines[: number - 1]) if line.strip()), "")
    indents = [line[: len(line) - len(line.lstrip())] for line in (above, lines[number - 1])]
    return len(set("".join(indents))) > 1


def _head_of_block(lines: list[str], message: str, number: int) -> int:
    told = re.search(r" on line (\d+)", message)
    if told:
        return int(told.group(1))
    # At the end of the file Python gives the line of the head itself.
    last = number if not any(line.strip() for line in lines[number:]) else number - 1
    while last > 1 and not lines[last - 1].split("#")[0].rstrip().endswith(":"):
        last -= 1
    return last


@dataclass(frozen=True)
class _Known:
    form: str  # of Python's message, or of the line; a pattern
    says: str  # filled with the groups of the pattern and the line


_TWO_TYPES = (
    "Line {line} has a comma after `except`: write `except (A, B):` for two types, "
    "or `except A as e:` for a name."
)
_BY_MESSAGE = (
    _Known(
        r"Missing parentheses in call to '(?P<name>\w+)'",
        "Line {line} uses `{name}` without parentheses, as in Python 2: write `{name}(...)`.",
    ),
    _Known(
        r"multiple exception types must be parenthesized",
        _TWO_TYPES,
    ),
    _Known(
        r"(EOF while scanning|unterminated) triple-quoted",
        "The triple-quoted string that begins on line {line} is never closed: "
        "add its three quotation marks.",
    ),
    _Known(
        r"EOL while scanning string|unterminated (\w-)?string",
        "The string on line {line} is not closed: add its quotation mark.",
    ),
    _Known(
        r"f-string: (?P<what>.+)",
        "The f-string on line {line} cannot be read ({what}): "
        "check its braces and quotation marks.",
    ),
    _Known(
        r"'(?P<open>[(\[{])' was never closed",
        "The `{open}` on line {line} is never closed: add the `{closing}`.",
    ),
    _Known(
        r"unmatched '(?P<close>.)'",
        "The `{close}` on line {line} closes nothing: delete it, or open its bracket earlier.",
    ),
    _Known(
        r"closing parenthesis '(?P<close>.)' does not match opening parenthesis '(?P<open>.)'"
        r"( on line (?P<at>\d+))?",
        "The `{close}` on line {line} does not close the `{open}` on line {at}: "
        "write `{closing}` there.",
    ),
)


def _by_message(message: str, line: int) -> str | None:
    for known in _BY_MESSAGE:
        match = re.search(known.form, message)
        if match:
            named = match.groupdict()
            named["closing"] = _CLOSING.get(named.get("open", ""), "")
            return known.says.format(**{**named, "at": named.get("at") or line, "line": line})
    return None


_BY_LINE = (
    _Known(r"\s*else\s+if\b", "Line {line} says `else if`: Python uses `elif`."),
    _Known(r"\s*except\s+[\w.]+\s*,", _TWO_TYPES),
    _Known(
        r"\s*raise\s+[\w.]+\s*,",
        "Line {line} raises as in Python 2: write `raise Error(...)`.",
    ),
)
_HEAD = re.compile(r"\s*(async\s+)?(def|class|if|elif|else|for|while|try|except|finally|with)\b")


def _by_line(lines: list[str], error: SyntaxError, number: int) -> str | None:
    line = lines[number - 1] if number <= len(lines) else ""
    for known in _BY_LINE:
        if re.match(known.form, line):
            return known.says.format(line=number)
    before = line[: (error.offset or 1) - 1].strip()
    # Before Python 3.10 a missing colon is just an error where the line ends.
    at_end = _HEAD.match(line) and before == line.split("#")[0].strip() and before[-1:] != ":"
    if error.msg == "expected ':'" or at_end:
        where = f"after `{before}`" if 0 < len(before) <= 60 else "at its end"
        return f"Line {number} has no colon {where}: add one."
    return None


def _start_of_string(text: str) -> int | None:
    """Where a string begins that the end of the file cuts off; Python 3.9 gives the last line."""
    try:
        for _ in tokenize.generate_tokens(io.StringIO(text).readline):
            pass
    except tokenize.TokenError as error:
        return error.args[1][0]
    return None


def _never_closed(text: str, number: int) -> tuple[str, int] | None:
    """The innermost bracket opened before the line ``number`` that nothing closes up to the end."""
    opened: list[tuple[str, int]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.OP and token.string in _CLOSING:
                opened.append((token.string, token.start[0]))
            elif token.type == tokenize.OP and token.string in _CLOSING.values():
                if not opened or _CLOSING[opened.pop()[0]] != token.string:
                    return None
    except (tokenize.TokenError, SyntaxError):
        pass  # it ends within the bracket
    before = [one for one in opened if one[1] <= number]
    return before[-1] if before else None
