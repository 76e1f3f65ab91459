"""A run that is interrupted tells where, whatever the watchdog's thread comes upon."""

import tempfile
import unittest
from pathlib import Path

from grader import candidate
from grader.findings import Finding
from grader.stages import Run, Stage
from grader.subject import Subject

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
