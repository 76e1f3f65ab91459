"""Programs that are graded one after another in one child."""

import os
import tempfile
import unittest
import unittest.mock
from pathlib import Path
from typing import Any

from grader import together
from grader.child import Graded
from grader.together import Together
from grader.wire import Request

from .example import GENEROUS_MS, GOOD, Folder

ENDS = "import os\nos._exit(7)\n"
SHORT_MS = 1000


@unittest.skipUnless(hasattr(os, "fork"), "needs fork")
class Sharing(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Folder()
        self.addCleanup(self.folder.close)
        self.together = Together()
        self.addCleanup(self.together.end)

    def graded(self, source: str, limit_ms: int = GENEROUS_MS, **more: Any) -> Graded:
        return self.together.grade(self.folder.request(source, limit_ms, **more))

    def verdict(self, source: str, limit_ms: int = GENEROUS_MS) -> dict[str, Any]:
        verdict = self.graded(source, limit_ms).verdict
        assert verdict is not None
        return verdict

    def process(self) -> str:
        return self.verdict(f"import os\nprint('pid', os.getpid())\n{GOOD}")["output"].split()[1]

    def test_one_process_serves_several_programs(self) -> None:
        self.assertEqual(self.process(), self.process())

    def test_each_has_a_verdict_and_an_output_of_its_own(self) -> None:
        wrong = GOOD.replace("2 * x", "3 * x")
        for source, passed in ((GOOD, True), (wrong, False), (GOOD, True)):
            verdict = self.verdict(source)
            self.assertEqual(verdict["passed"], passed)
            self.assertEqual(verdict["output"], "torch.Size([2, 3])\n")

    def test_each_finds_the_same_random_numbers_and_a_new_folder(self) -> None:
        source = f"""
import os, random, torch
found = sorted(os.listdir("."))
print(torch.rand(3), random.random(), found)
open("left%d.txt" % len(found), "w").close()
torch.set_default_dtype(torch.float64)
{GOOD}"""
        first, second = self.verdict(source)["output"], self.verdict(source)["output"]
        self.assertIn("['left0.txt']", first)  # of the program's first run, as a module
        self.assertEqual(first, second)

    def test_one_that_ends_the_process_takes_no_other_with_it(self) -> None:
        for _ in range(2):
            self.assertTrue(self.verdict(GOOD)["passed"])
            graded = self.graded(ENDS)
            self.assertIsNone(graded.verdict)
            self.assertEqual(graded.ended, {"code": 7, "signal": None})
        self.assertTrue(self.verdict(GOOD)["passed"])

    def test_one_that_hangs_is_told_and_the_next_is_graded(self) -> None:
        self.assertTrue(self.verdict(GOOD)["passed"])
        verdict = self.verdict("while True:\n    pass\n", SHORT_MS)
        self.assertEqual([one["id"] for one in verdict["mistakes"]], ["times-out"])
        self.assertTrue(self.verdict(GOOD)["passed"])

    def test_what_cannot_be_read_is_told_of_that_program_alone(self) -> None:
        missing = Request("n", str(self.folder.path), str(self.folder.path / "none.py"))
        verdict = self.together.grade(missing).verdict
        assert verdict is not None
        self.assertEqual([one["id"] for one in verdict["checks"]], ["start"])
        self.assertTrue(self.verdict(GOOD)["passed"])

    def test_another_drill_has_another_process(self) -> None:
        first = self.process()
        self.folder = Folder()
        self.addCleanup(self.folder.close)
        self.assertNotEqual(self.process(), first)

    def test_the_process_is_replaced_after_many_programs(self) -> None:
        with unittest.mock.patch.object(together, "_MOST", 2):
            first, second, third = self.process(), self.process(), self.process()
        self.assertEqual(first, second)
        self.assertNotEqual(second, third)

    def test_nothing_is_left_on_the_disk(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with unittest.mock.patch.object(tempfile, "tempdir", folder):
                self.verdict(GOOD)
                self.assertEqual(len(list(Path(folder).iterdir())), 1)
                self.together.end()
            self.assertEqual(list(Path(folder).iterdir()), [])


if __name__ == "__main__":
    unittest.main()
