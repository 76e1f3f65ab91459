"""The sentence of a finding: the drill's own words, filled with what this program did.

A drill's sentences stand in its drill.yaml (``says``) and come with the request, so that an author
can reword them without touching Python. ``{axis}`` in a sentence is replaced by
``detail["axis"]``; ``{gap:.3g}`` formats it, and ``{{`` stands for a brace.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .findings import Finding

_PLACEHOLDER = re.compile(r"\{\{|\}\}|(\s*)\{(\w+)(?::([^{}]*))?\}")


def worded(finding: Finding, says: Mapping[str, str]) -> Finding:
    """The finding with its sentence. Words of its own are kept; without a name there are none."""
    if finding.message or finding.mistake is None:
        return finding
    sentence = says.get(finding.mistake) or _readable(finding.mistake)
    text = fill(sentence, finding.detail)
    if finding.when:
        text = f"{finding.when}: {text[:1].lower()}{text[1:]}"
    return replace(finding, message=text)


def fill(sentence: str, detail: Mapping[str, Any]) -> str:
    """The sentence with its placeholders filled. Never raises: one without a value is left out."""

    def put(match: re.Match[str]) -> str:
        space, name, form = match.groups()
        if name is None:
            return match.group()[0]
        for spec in (form or "", ""):  # a value that its format does not fit is shown plainly
            with contextlib.suppress(Exception):
                return space + format(detail[name], spec)
        return ""

    return _PLACEHOLDER.sub(put, sentence).strip()


def _readable(mistake: str) -> str:
    """``scale-missing`` as a sentence, for a run without the drill's words (tests, debugging)."""
    return f"{mistake.replace('-', ' ').capitalize()}."
