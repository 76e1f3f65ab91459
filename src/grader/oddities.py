"""Text that is no Python at all: encodings, characters and lines, and what to do about them."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence

# PEP 263: what Python takes for the declaration of an encoding, in the first two lines.
_DECLARATION = re.compile(rb"^[ \t\f]*#.*?(coding[:=][ \t]*([-\w.]+))")
_TWINS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "…": "..."},
}
_LINES = (
    (
        re.compile(r"^\s*(%%?[a-zA-Z]\w*|![\w./~]|[\w.]+\?{1,2}\s*$|\?{1,2}[\w.]+\s*$)"),
        "is a notebook command, not Python: delete it",
    ),
    (
        re.compile(r"^\s*(\$\s|(sudo|pip3?|conda|python3?|cd|git)\s+[-\w.])"),
        "is a command for a terminal, not Python: delete it",
    ),
    (
        re.compile(r"^\s*>>>(\s|$)"),
        "begins with an interpreter prompt: delete the prompts, and keep what follows them",
    ),
    (
        re.compile(r"^\s*(```|~~~)"),
        "marks a block of code in Markdown, and is not Python: delete it",
    ),
)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(\s|$)")


def undecoded(data: bytes) -> tuple[str, int | None]:
    """What keeps the file's bytes from being text, and its line."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "The file is saved as UTF-16, which Python cannot read: save it as UTF-8.", None
    declared = _declaration(data)
    if declared is not None:
        part, name, number = declared
        if not _is_text_encoding(name):
            return (
                f"Python reads `{part}` on line {number} as the declaration of an encoding: "
                "reword that comment."
            ), number
        if codecs.lookup(name).name != "utf-8":
            return (
                f"Line {number} declares the encoding {name}, but the file is not saved in it: "
                "delete the declaration, and save the file as UTF-8."
            ), number
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        text = f"Line {number} contains a character that is not encoded as UTF-8"
        return f"{text}: save the file as UTF-8.", number
    return "The file's text cannot be read: save it as UTF-8.", None


def _declaration(data: bytes) -> tuple[str, str, int] | None:
    """What declares an encoding, the encoding, and the line."""
    for number, line in enumerate(data.split(b"\n", 2)[:2], start=1):
        match = _DECLARATION.match(line)
        if match:
            return match.group(1).decode("ascii"), match.group(2).decode("ascii"), number
        if line.strip() and not line.lstrip().startswith(b"#"):
            break  # below a line of code it declares nothing
    return None


def _is_text_encoding(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        return False
    return True


def null_byte(text: str) -> tuple[str, int]:
    """For text with a null byte in it."""
    number = text.count("\n", 0, text.index("\0")) + 1
    return f"Line {number} contains a null byte: delete it, and save the file as UTF-8.", number


def merge_conflict(lines: Sequence[str], number: int) -> tuple[str, int] | None:
    """For a file in which two versions stand, with the markers between them."""
    marks = {at: line[0] for at, line in enumerate(lines, start=1) if _CONFLICT.match(line)}
    if number not in marks and not {"<", ">"} <= set(marks.values()):
        return None
    at = min(marks)
    return f"Line {at} marks a merge conflict: keep one version, and delete the markers.", at


def foreign_line(lines: Sequence[str], number: int) -> str | None:
    """What to do about a line which comes from somewhere else than a Python file."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    for form, what in _LINES:
        if form.match(line):
            return f"Line {number} {what}."
    return None


def odd_character(message: str, number: int) -> str | None:
    """What to do about a character that Python's own message gives by its code point."""
    match = re.search(r"U\+([0-9A-F]{4,6})", message)
    if match is None:
        return None
    character = chr(int(match.group(1), 16))
    name = unicodedata.name(character, "without a name").lower()
    known = f"{match.group()}, {name}"
    category = unicodedata.category(character)
    if category == "Zs":
        what = f"a non-standard space ({known}): delete it and type a plain one"
    elif category in ("Cf", "Cc"):
        what = f"an invisible character ({known}): delete it"
    else:
        plain = _TWINS.get(character) or unicodedata.normalize("NFKC", character)
        what = f"`{character}` ({known}), which Python does not recognise: delete or replace it"
        if plain.isascii():
            what = f"`{character}` ({name}) where Python expects a plain `{plain}`: type it again"
    return f"Line {number} contains {what}."
