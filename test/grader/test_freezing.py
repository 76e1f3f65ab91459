"""Rows of a drill: what its solution and every edit of it yield, and what is said of the drill."""

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

import torch

from grader import frozen, functions
from grader.cases import Setting
from grader.coverage import uncovered
from grader.flags import Flags
from grader.freezing import Freezer, Program, standing_in, twins
from grader.functions import Probe
from grader.numbers import EXACT
from grader.question import Question
from grader.table import Tables, tabulate

BODY = "x * by\n    return y + 1"
SOLUTION = f"import torch\n\n\ndef scaled(x, by=2.0):\n    y = {BODY}\n"


def edited(name: str, old: str, new: str, *bugs: str, base: str = "solution.py") -> Program:
    return Program(name, base, Flags(bugs or (name,)), Flags(), SOLUTION.replace(old, new))


def choice(name: str, old: str, new: str) -> Program:
    return Program(name, "solution.py", Flags(), Flags({name}), SOLUTION.replace(old, new))


PROGRAMS = [
    Program("solution.py", "solution.py", Flags(), Flags(), SOLUTION),
    Program("correct/b.py", "correct/b.py", Flags(), Flags(), SOLUTION.replace("x * by", "by * x")),
    Program("correct/c.py", "correct/c.py", Flags(), Flags(), SOLUTION.replace("+ 1", "+ 2")),
    choice("minus", "y + 1", "y - 1"),
    edited("scale-missing", "x * by", "x"),
    edited("offset-missing", "y + 1", "y"),
    edited("noise", "y + 1", "y + torch.rand(1)"),
    edited("raises", "y + 1", "y + z"),
    edited("hidden", "y + 1", "y", "scale-missing.hidden", "offset-missing"),
    edited("both", BODY, "x\n    return y", "scale-missing", "offset-missing"),
]


class Freezing(unittest.TestCase):
    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name)
        (self.folder / "solution.py").write_text(SOLUTION, encoding="utf-8")

    def question(self, *probes: Probe, **more: Any) -> Question:
        ones = torch.ones(2, 3)
        usual = (Probe("of ones", (ones,)), Probe("by 3", (ones,), {"by": 3.0}))
        grade = str(self.folder / "grade.py")
        return functions.question(grade, "scaled", probes=probes or usual, **more)

    def tables(self, *more: Program) -> Tables:
        self.names: list[str] = []
        self.freezer = Freezer(self.question(), self.names.append)
        return tabulate(self.freezer.question.parts, self.freezer.rows([*PROGRAMS, *more]))

    def found(self, tables: Tables) -> set[tuple[str, ...]]:
        return {tuple(sorted(row.bugs | row.ways)) for table in tables.parts for row in table.rows}

    def test_every_program_with_results_of_its_own_has_a_row(self) -> None:
        found = self.found(self.tables())
        alone = {("minus",), ("scale-missing",), ("offset-missing",)}
        self.assertEqual(found, {(), *alone, ("offset-missing", "scale-missing")})
        self.assertEqual(self.names[0], "solution.py")

    def test_correct_programs_unlike_the_solution_are_told(self) -> None:
        self.tables()
        self.assertEqual(self.freezer.other, {"correct/c.py"})

    def test_a_choice_counts_that_shows_only_beside_a_mistake(self) -> None:
        as_it_is = choice("reordered", "x * by", "by * x")
        hidden = choice("filled", "y + 1", "(y + 0.5) + 0.5")
        beside = Program(
            "scale-missing+filled",
            "solution.py",
            Flags({"scale-missing"}),
            Flags({"filled"}),
            SOLUTION.replace(BODY, "x\n    return y + 0.5"),
        )
        programs = [*PROGRAMS, as_it_is, hidden, beside]
        seen = Freezer(self.question(), lambda name: None).rows(programs)
        self.assertEqual(set(standing_in(seen, programs)), {Flags({"minus"}), Flags({"filled"})})

    def test_two_mistakes_that_yield_the_same_are_twins(self) -> None:
        tables = self.tables(edited("scale-forgotten", "y = x * by", "y = 1 * x"))
        self.assertEqual(twins(tables), [["scale-forgotten", "scale-missing"]])

    def test_a_solution_that_raises_cannot_be_frozen(self) -> None:
        broken = SOLUTION.replace("y + 1", "z")
        (self.folder / "solution.py").write_text(broken, encoding="utf-8")
        programs = [Program("solution.py", "solution.py", Flags(), Flags(), broken)]
        with self.assertRaisesRegex(ValueError, "solution.py raises"):
            Freezer(self.question(), lambda name: None).rows(programs)

    def test_a_probe_may_call_the_program_more_than_once(self) -> None:
        ones = torch.ones(2, 3)
        twice = Probe("twice", (ones,), drive=lambda scaled, x: scaled(scaled(x, 2.0), 2.0))
        question = self.question(twice)
        (seen,) = question.expected(Setting(), question.kind.cases).values()
        self.assertEqual(seen.value.tolist(), [[7.0] * 3] * 2)

    def test_what_was_frozen_is_read_back_while_the_drill_is_as_it_was(self) -> None:
        kept = frozen.Frozen(
            self.tables(), {Flags({"minus"}): "text"}, {"noise": {"how": "loud"}}, ("correct/c.py",)
        )
        path = self.folder / frozen.NAME
        path.write_text(frozen.dump(kept, frozen.key(self.folder)), encoding="utf-8")
        read = frozen.load(self.folder)
        assert read is not None
        self.assertEqual((read.programs, read.details), (kept.programs, kept.details))
        self.assertEqual(read.other, kept.other)
        for table, again in zip(kept.tables.parts, read.tables.parts):
            self.assertEqual([row.bugs for row in table.rows], [row.bugs for row in again.rows])
            pairs = zip(table.digests, again.digests)
            self.assertTrue(all(a.agrees(b, EXACT) for one, two in pairs for a, b in zip(one, two)))
        self.assertIn("key", json.loads(path.read_text(encoding="utf-8")))
        (self.folder / "solution.py").write_text(SOLUTION + "\n", encoding="utf-8")
        self.assertIsNone(frozen.load(self.folder))

    def test_what_no_probe_looks_at_is_told_unless_there_is_a_reason(self) -> None:
        self.assertEqual(
            uncovered(self.question()), ["a batch of one", "a length of one", "large magnitudes"]
        )
        small = Probe("small", (torch.ones(1, 3),))
        named = Probe("large", (), {"x": [torch.full((2, 1), 5e3)]})
        self.assertEqual(uncovered(self.question(small, named)), [])
        off = {"large magnitudes": "Nothing here depends on size."}
        self.assertEqual(uncovered(self.question(small, off=off)), ["a length of one"])


if __name__ == "__main__":
    unittest.main()
