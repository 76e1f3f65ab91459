"""Exceptions that a listed mistake causes."""

from __future__ import annotations

from grader.findings import Finding
from grader.subject import Subject

from .story import Story
from .words import named


def explained(subject: Subject, story: Story, error: BaseException) -> Finding | None:
    """The mistake behind an exception, or None: then the exception itself is named."""
    text = str(error)
    forwards = story.of("forward")
    last = forwards[-1] if forwards else None
    line = subject.line_of(error)
    source = subject.source.text.splitlines()
    code = source[line - 1] if line and line <= len(source) else ""
    if last is not None and last.part == "val" and "does not require grad" in text:
        told = "A backward pass was tried on a validation batch, where gradients are switched off."
        return _at(named("validation-trains", told), line)
    empty = "NoneType" in text or "non-empty TensorList" in text
    if last is not None and last.part == "train" and empty and ("grad" in code or "norm" in code):
        steps = story.of("step")
        since = steps[-1].at if steps else -1
        backwards = story.of("backward", since)
        if backwards and story.of("zero_grad", backwards[-1].at):
            told = "Gradients were zeroed after backward; nothing was left for what came next."
            return _at(named("zero-grad-after-backward", told), None)
        if not backwards:
            told = "Gradients were to be clipped before backward had made any."
            return _at(named("clip-before-backward", told), line)
    return None


def _at(finding: Finding, line: int | None) -> Finding:
    return Finding(finding.mistake, finding.message, line, weight=finding.weight)
