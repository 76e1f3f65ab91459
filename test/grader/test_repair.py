"""A program that was broken on purpose: what is left is counted, whatever was repaired and how."""

import tempfile
import unittest
from pathlib import Path
from typing import Any

import torch

from grader import candidate, functions, handout, planted, situation
from grader.flags import Flags
from grader.freezing import Freezer, Program
from grader.functions import Probe
from grader.planted import Planted
from grader.question import Question
from grader.repair import Repair, Unfit
from grader.stages import Run
from grader.subject import Subject
from grader.table import tabulate
from grader.verdict import Verdict

SOLUTION = """import torch


def scaled(x, by=2.0):
    return x * by + 1


def shifted(x):
    return x - x.mean()
"""
BASE = SOLUTION.replace("x * by + 1", "1 + by * x").replace("x - x.mean()", "x + (-x.mean())")
EDITS = {
    "scale-missing": ("by * x", "x"),
    "offset-missing": ("1 + ", "0 + "),
    "mean-kept": ("x + (-x.mean())", "x + 0.0"),
    "gradient-cut": ("def scaled(x, by=2.0):\n", "def scaled(x, by=2.0):\n    x = x.detach()\n"),
}
ONES = torch.arange(6.0).reshape(2, 3)


def edited(*flags: str, base: str = BASE) -> str:
    for flag in flags:
        assert EDITS[flag][0] in base
        base = base.replace(*EDITS[flag])
    return base


def broken(*flags: str) -> Planted:
    """What a program with these mistakes was broken with."""
    sets = [
        [flag for place, flag in enumerate(flags) if number & (1 << place)]
        for number in range(1, 2 ** len(flags))
    ]
    programs = [{"flags": one, "text": edited(*one)} for one in sets]
    return planted.parse({"base": BASE, "programs": programs})


class Repairing(unittest.TestCase):
    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name)
        (self.folder / "solution.py").write_text(SOLUTION, encoding="utf-8")

    def question(self) -> Question:
        """With a table that knows each mistake alone."""
        probes = (Probe("of some numbers", (ONES,)), Probe("of others", (ONES * 3 - 1,)))
        names = {"gradients": "gradient-cut"}
        grade = str(self.folder / "grade.py")
        made = functions.question(grade, "scaled", "shifted", probes=probes, names=names)
        programs = [Program("solution.py", "solution.py", Flags(), Flags(), SOLUTION)]
        for name in ("scale-missing", "offset-missing", "mean-kept"):
            old, new = {
                "scale-missing": ("x * by", "x"),
                "offset-missing": (" + 1", ""),
                "mean-kept": (" - x.mean()", ""),
            }[name]
            text = SOLUTION.replace(old, new)
            programs.append(Program(name, "solution.py", Flags({name}), Flags(), text))
        tables = tabulate(made.parts, Freezer(made, lambda name: None).rows(programs))
        vars(made)["frozen"] = None
        object.__setattr__(made, "known", lambda: tables)
        return made

    def repair(self, *flags: str) -> Repair:
        question = self.question()
        made = Repair.of(question, broken(*flags))
        object.__setattr__(made, "known", question.known)
        return made

    def check(self, repair: Repair, text: str) -> Verdict:
        asked = [stage for stage in repair.stages if not stage.last]
        subject = Subject(candidate.compiled(str(self.folder / "program.py"), text))
        return Run(subject, asked).run()

    def named(self, repair: Repair, text: str) -> set[Any]:
        return {finding.mistake for finding in self.check(repair, text).mistakes}

    def test_every_set_is_named_exactly(self) -> None:
        for flags in (
            ("scale-missing", "mean-kept"),
            ("scale-missing", "offset-missing"),
            ("scale-missing", "offset-missing", "mean-kept"),
        ):
            repair = self.repair(*flags)
            for left, text in repair.planted.programs.items():
                with self.subTest(left=sorted(left)):
                    self.assertEqual(self.named(repair, text), set(left))
            self.assertTrue(self.check(repair, BASE).passed)

    def test_a_repair_counts_however_it_is_written(self) -> None:
        repair = self.repair("scale-missing", "mean-kept")
        text = edited("mean-kept").replace("1 + by * x", "torch.add(torch.mul(x, by), 1)")
        self.assertEqual(self.named(repair, text), {"mean-kept"})
        renamed = SOLUTION.replace("return x * by + 1", "y = x * by\n    return y + 1")
        self.assertTrue(self.check(repair, renamed).passed)

    def test_what_only_a_condition_shows_is_counted_beside_wrong_values(self) -> None:
        repair = self.repair("scale-missing", "gradient-cut")
        whole = edited("scale-missing", "gradient-cut")
        self.assertEqual(self.named(repair, whole), {"scale-missing", "gradient-cut"})
        self.assertEqual(self.named(repair, edited("gradient-cut")), {"gradient-cut"})
        self.assertEqual(self.named(repair, edited("scale-missing")), {"scale-missing"})

    def test_what_is_newly_broken_is_named_beside_what_is_left(self) -> None:
        repair = self.repair("scale-missing")
        both = edited("scale-missing", "mean-kept")
        self.assertEqual(self.named(repair, both), {"scale-missing", "mean-kept"})

    def test_what_nothing_explains_has_no_name(self) -> None:
        repair = self.repair("scale-missing")
        verdict = self.check(repair, edited("scale-missing").replace("1 + x", "7 + x"))
        failed = [check for check in verdict.checks if check.status == "failed"]
        self.assertEqual([check.mistake for check in failed], [None])

    def test_a_base_that_is_not_right_is_refused(self) -> None:
        repair = Repair.of(self.question(), Planted(BASE.replace("1 + ", "2 + "), {}))
        with self.assertRaises(Unfit):
            _ = repair.base

    def test_a_program_that_is_random_is_refused(self) -> None:
        program = BASE.replace("1 + by * x", "torch.rand(1) + by * x")
        random = Planted(BASE, {Flags({"noise"}): program})
        question = self.question()
        repair = Repair.of(question, random)
        object.__setattr__(repair, "known", question.known)
        with self.assertRaisesRegex(Unfit, "each time"):
            _ = repair.rows

    def test_a_mistake_that_hides_another_is_refused(self) -> None:
        twice = EDITS["mean-kept"][0], "x * 0.0"
        programs = {
            Flags({"mean-kept"}): edited("mean-kept"),
            Flags({"shift-lost"}): BASE.replace(*twice),
            Flags({"mean-kept", "shift-lost"}): BASE.replace(*twice),
        }
        question = self.question()
        repair = Repair.of(question, Planted(BASE, programs))
        object.__setattr__(repair, "known", question.known)
        asked = tuple(repair.stages)
        with self.assertRaisesRegex(Unfit, "shift-lost"):
            handout.verify(asked, repair.planted)

    def test_one_that_a_check_sees_through_is_accepted_and_reported(self) -> None:
        repair = self.repair("scale-missing", "mean-kept")
        verdict = handout.verify(repair.stages, repair.planted)
        self.assertFalse(verdict.passed)
        told = situation.report(str(self.folder), None, repair.planted, verdict)
        self.assertIn("One of my tests fails", " ".join(told["says"]))

    def test_the_report_compares_results_and_names_no_mistake(self) -> None:
        repair = self.repair("scale-missing")
        verdict = handout.verify(repair.stages, repair.planted)
        said = situation.report(str(self.folder), repair, repair.planted, verdict)["says"]
        self.assertEqual(said[0], "I compared it with a version that I trust.")
        self.assertIn("`scaled` of some numbers is wrong", said[1])
        self.assertIn("`shifted` of some numbers", said[-1])
        self.assertNotIn("scale-missing", " ".join(said))


if __name__ == "__main__":
    unittest.main()
