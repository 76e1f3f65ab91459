"""How the tests are run: what is told of each."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from .__main__ import run, tests_in, wanted
from .results import note


def tests() -> dict[str, unittest.TestCase]:
    """Tests of every outcome, by the name of their method."""

    class Sample(unittest.TestCase):
        again = False

        def test_passes(self) -> None:
            self.assertTrue(True)

        def test_fails(self) -> None:
            with self.subTest("inside"):
                self.fail("always")

        def test_raises(self) -> None:
            raise KeyError("missing")

        def test_passes_at_the_second_try(self) -> None:
            again, type(self).again = type(self).again, True
            self.assertTrue(again, "not yet")

        @unittest.skip("no reason")
        def test_is_skipped(self) -> None:
            self.fail()

        @unittest.expectedFailure
        def test_is_better_than_expected(self) -> None:
            self.assertTrue(True)

    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Sample)
    return {one.id().split(".")[-1]: one for one in tests_in(suite)}


class Outcomes(unittest.TestCase):
    def test_each_outcome_is_told_with_its_reason(self) -> None:
        for name, outcome, reason in (
            ("test_passes", "passed", ""),
            ("test_fails", "failed", "AssertionError: always"),
            ("test_raises", "failed", "KeyError: 'missing'"),
            ("test_passes_at_the_second_try", "flaky", "not yet"),
            ("test_is_skipped", "skipped", "no reason"),
            ("test_is_better_than_expected", "failed", "expected failure"),
        ):
            with self.subTest(name):
                result = run(tests()[name])
                self.assertEqual(result.outcome, outcome)
                self.assertTrue(result.name.endswith(f"Sample.{name}"), result.name)
                (self.assertIn if reason else self.assertEqual)(reason, result.detail)

    def test_a_module_that_cannot_be_imported_has_failed_whatever_is_asked_for(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "test_broken.py").write_text("import nowhere\n")
            suite = unittest.TestLoader().discover(folder, top_level_dir=folder)
            (broken,) = tests_in(suite)
        self.assertTrue(wanted(broken, ["of_another_module"]))
        result = run(broken)
        self.assertEqual((result.name, result.outcome), ("test_broken", "failed"))
        self.assertIn("No module named 'nowhere'", result.detail)

    def test_a_pattern_is_part_of_a_name(self) -> None:
        test = tests()["test_passes"]
        self.assertTrue(wanted(test, []))
        self.assertTrue(wanted(test, ["other", "Sample.test_pas"]))
        self.assertFalse(wanted(test, ["other"]))

    def test_lines_are_added_to_the_file_of_results(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "results")
            with unittest.mock.patch.dict(os.environ, TENSOR_DRILLS_TEST_RESULTS=str(file)):
                for name in ("test_passes", "test_is_skipped"):
                    note(run(tests()[name]))
            lines = [json.loads(line) for line in file.read_text().splitlines()]
        self.assertEqual([line["outcome"] for line in lines], ["passed", "skipped"])
        self.assertEqual(set(lines[0]), {"name", "outcome", "ms", "detail"})


if __name__ == "__main__":
    unittest.main()
