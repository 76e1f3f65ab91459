"""A drill's grade.py that was loaded before it was asked for."""

import os
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from grader.check import load_ahead, load_stages


class Ahead(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.drill = Path(folder.name)
        self.write("grade.py", "from .words import WORDS\nSTAGES = [WORDS]\n")
        self.write("words.py", "WORDS = 'first'\n")

    def write(self, name: str, text: str) -> None:
        path = self.drill / name
        path.write_text(text)
        # Two writes within one tick of the clock must still differ.
        self.at = getattr(self, "at", 1_000_000) + 10
        os.utime(path, (self.at, self.at))

    def test_is_used_once(self) -> None:
        load_ahead(str(self.drill))
        first = load_stages(str(self.drill))
        second = load_stages(str(self.drill))
        self.assertEqual([list(first), list(second)], [["first"], ["first"]])
        self.assertIsNot(first, second)

    def test_is_what_was_loaded(self) -> None:
        load_ahead(str(self.drill))
        os.rename(self.drill / "grade.py", self.drill / "away.py")
        os.rename(self.drill / "away.py", self.drill / "grade.py")
        with unittest.mock.patch("importlib.import_module") as load:
            self.assertEqual(list(load_stages(str(self.drill))), ["first"])
        load.assert_not_called()

    def test_is_not_used_when_a_file_changed(self) -> None:
        load_ahead(str(self.drill))
        self.write("words.py", "WORDS = 'other'\n")
        self.assertEqual(list(load_stages(str(self.drill))), ["other"])

    def test_is_not_used_when_a_file_went(self) -> None:
        load_ahead(str(self.drill))
        os.remove(self.drill / "grade.py")
        with self.assertRaises(FileNotFoundError):
            load_stages(str(self.drill))

    def test_is_not_used_for_another_drill(self) -> None:
        load_ahead(str(self.drill))
        with tempfile.TemporaryDirectory() as other:
            Path(other, "grade.py").write_text("STAGES = ['of another']\n")
            self.assertEqual(list(load_stages(other)), ["of another"])

    def test_says_nothing_of_what_is_broken_until_it_is_asked(self) -> None:
        for text in ("STAGES = [", "raise SystemExit(3)\n", "import nowhere\n"):
            self.write("grade.py", text)
            load_ahead(str(self.drill))
            with self.assertRaises(BaseException):
                load_stages(str(self.drill))


if __name__ == "__main__":
    unittest.main()
