"""A run that is interrupted tells where, whatever the watchdog's thread comes upon."""

import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

from grader import candidate, check
from grader.findings import Finding
from grader.stages import Run, Stage
from grader.subject import Subject
from grader.wire import Request

HUNG = Finding("times-out", "Not finished after 3.0 s.")


class Interrupted(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = Path(folder.name, "candidate.py")
        file.write_text("x = 1\n", "utf-8")
        self.subject = Subject(candidate.read(str(file)))
        self.told: list = []

    def run_through(self, *stages: Stage) -> None:
        """Notes what the watchdog would tell inside each stage and after it."""
        run = Run(self.subject, stages)
        note = lambda: self.told.append(run.verdict(interrupted=HUNG))  # noqa: E731
        self.subject.drain = lambda: note() or ""  # type: ignore[method-assign]
        self.inside = note
        note()
        run.run()
        note()

    def states(self) -> list:
        short = {"passed": "p", "failed": "F", "skipped": "-"}
        return ["".join(short[check.status] for check in one.checks) for one in self.told]

    def stage(self, id: str, **options) -> Stage:
        return Stage(id, id, lambda _subject: self.inside(), **options)

    def test_the_stage_that_runs_or_is_next_has_failed(self) -> None:
        self.run_through(self.stage("a"), self.stage("script", last=True), self.stage("b"))
        before, in_a, after_a, in_b, after_b, in_script, at_the_end = self.states()
        self.assertEqual([before, in_a], ["F--", "F--"])
        self.assertEqual([after_a, in_b], ["p-F", "p-F"])
        self.assertEqual([after_b, in_script], ["pFp", "pFp"])
        self.assertEqual(at_the_end, "ppp")
        named = [[found.mistake for found in one.mistakes] for one in self.told]
        self.assertEqual(named, [["times-out"]] * 6 + [[]])

    def test_what_cannot_be_reached_is_not_next(self) -> None:
        wrong = Stage("wrong", "wrong", lambda _subject: [Finding("scale-missing")])
        self.run_through(wrong, self.stage("needs"), self.stage("free", needs=()))
        self.assertEqual(self.states(), ["F--", "F-F", "F-F", "F-p", "F-p"])


class Hurried(unittest.TestCase):
    """A script that goes on and on, in a file that is right or wrong otherwise."""

    def judged(self, finding: Finding, limit_ms: int) -> list:
        late = threading.Event()
        told: list = []

        def end(verdict) -> None:
            told.append(verdict)
            late.set()

        def goes_on(_subject: Subject) -> None:
            late.wait()

        stages = (
            Stage("script", "script", goes_on, last=True),
            Stage("values", "values", lambda _subject: [finding]),
        )
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "candidate.py")
            file.write_text("x = 1\n", "utf-8")
            request = Request("nonce", folder, str(file), limit_ms=limit_ms)
            with mock.patch.object(check, "_PATIENCE", 0.01):
                check.judged(stages, candidate.read(str(file)), request, None, end)
        (verdict,) = told
        script = verdict.checks[0]
        return [script.status, script.message, [found.mistake for found in verdict.mistakes]]

    def test_a_wrong_file_is_told_of_before_the_limit(self) -> None:
        status, message, mistakes = self.judged(Finding("scale-missing"), limit_ms=3_600_000)
        self.assertEqual((status, mistakes), ("skipped", ["scale-missing"]))
        self.assertIn("Not waited for", message)

    def test_a_right_file_has_until_the_limit(self) -> None:
        note = Finding("shape-print-missing", severity="note")
        status, _, mistakes = self.judged(note, limit_ms=100)
        self.assertEqual((status, mistakes[0]), ("failed", "times-out"))
