"""What a program was broken with: a correct program, and what each set of mistakes makes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .flags import Flags


@dataclass(frozen=True)
class Planted:
    """``base`` is the text of the correct program; ``programs`` are texts by the flags that are
    left in them, for every set but the empty one."""

    base: str
    programs: Mapping[Flags, str]

    @property
    def whole(self) -> str:
        """The text of the program that is handed out: with all mistakes."""
        return self.programs[max(self.programs, key=len)]


def parse(data: Mapping[str, Any]) -> Planted:
    """From JSON data, in which more may stand."""
    return Planted(data["base"], {Flags(one["flags"]): one["text"] for one in data["programs"]})


def load(path: Path) -> Planted:
    """Reads a file of JSON. Raises OSError, ValueError or KeyError where it is none."""
    return parse(json.loads(path.read_text(encoding="utf-8")))
