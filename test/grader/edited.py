"""Programs that are a drill's solution with pieces replaced, and what is expected of them."""

from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path
from typing import Any, ClassVar

from grader import batch
from grader.wire import Request

from .example import GENEROUS_MS

CODING = Path(__file__).resolve().parents[2] / "drills" / "coding"
Change = tuple[str, str]  # a piece, and what stands there instead; "+" keeps the old piece in front


class EditedSolution(unittest.TestCase):
    """``drill`` is the drill's id, ``head`` stands before its solution."""

    drill: ClassVar[str]
    head: ClassVar[str] = ""

    def graded(self, *changes: Change) -> dict[str, Any]:
        """The verdict on the solution with these changes. Each piece must stand there once."""
        source = self.head + (CODING / self.drill / "solution.py").read_text(encoding="utf-8")
        for old, new in changes:
            assert source.count(old) == 1, old
            source = source.replace(old, old + new[1:] if new.startswith("+") else new)
        batch.make_ready(str(CODING / self.drill))
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "edited.py")
            Path(file).write_text(source, encoding="utf-8")
            request = Request("nonce", str(CODING / self.drill), file, limit_ms=GENEROUS_MS)
            verdict = batch.grade(request)
        assert verdict is not None
        return verdict

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
