"""Programs that are a drill's solution with pieces replaced, and what is expected of them."""

from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path
from typing import Any, ClassVar

from grader import batch
from grader.together import Together
from grader.wire import Request

from .example import GENEROUS_MS

CODING = Path(__file__).resolve().parents[2] / "drills" / "coding"
Change = tuple[str, str]  # a piece, and what stands there instead; "+" keeps the old piece in front


class GradedTogether(unittest.TestCase):
    """The programs of a test share a child: a fork, and torch's first steps in it, take most of the
    time of a check."""

    def setUp(self) -> None:
        self._together = Together()
        self.addCleanup(self._together.end)

    def verdict_on(self, drill: str, source: str) -> dict[str, Any]:
        """The verdict on a program for the drill with this id."""
        batch.make_ready(str(CODING / drill))
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "edited.py")
            Path(file).write_text(source, encoding="utf-8")
            request = Request("nonce", str(CODING / drill), file, limit_ms=GENEROUS_MS)
            verdict = self._together.grade(request).verdict
        assert verdict is not None
        return verdict


class EditedSolution(GradedTogether):
    """``drill`` is the drill's id, ``head`` stands before its solution."""

    drill: ClassVar[str]
    head: ClassVar[str] = ""

    def graded(self, *changes: Change) -> dict[str, Any]:
        """The verdict on the solution with these changes. Each piece must stand there once."""
        source = self.head + (CODING / self.drill / "solution.py").read_text(encoding="utf-8")
        for old, new in changes:
            assert source.count(old) == 1, old
            source = source.replace(old, old + new[1:] if new.startswith("+") else new)
        return self.verdict_on(self.drill, source)

    def assert_unnamed(self, said: str, *changes: Change) -> None:
        """It fails without a name, and a check says this."""
        verdict = self.graded(*changes)
        self.assertNotIn("trouble", verdict)
        self.assertFalse(verdict["passed"], changes)
        self.assertEqual([mistake["id"] for mistake in verdict["mistakes"]], [], changes)
        messages = [check["message"] for check in verdict["checks"] if check["status"] == "failed"]
        self.assertIn(said, " ".join(messages))

    def assert_passes(self, *changes: Change) -> None:
        verdict = self.graded(*changes)
        self.assertTrue(verdict["passed"], (changes, verdict))
        self.assertEqual(verdict["mistakes"], [])
