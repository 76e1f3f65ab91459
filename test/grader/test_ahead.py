"""A drill's grade.py that was loaded before it was asked for."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from grader.check import is_ahead, load_ahead, load_question, load_stages

from .example import GENEROUS_MS, SRC, Folder

EXAMPLE = Path(__file__).resolve().parents[2] / "drills" / "example" / "coding" / "l2-norm"


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

    def test_what_belongs_to_the_frozen_results_is_read_again_when_it_changed(self) -> None:
        drill = self.drill / "norm"
        shutil.copytree(EXAMPLE, drill)
        load_ahead(str(drill))
        self.assertTrue(is_ahead(str(drill)))
        with open(drill / "solution.py", "a") as solution:
            solution.write("# Another one.\n")
        self.assertFalse(is_ahead(str(drill)))
        question = load_question(str(drill))
        assert question is not None
        self.assertIsNone(question.frozen)


class Batch(unittest.TestCase):
    """Sealed requests in, lines out, for a drill that is loaded once for several files."""

    def setUp(self) -> None:
        self.folder = Folder()
        self.addCleanup(self.folder.close)

    def replies(self, files: int) -> list[dict]:
        request = self.folder.request("x = 1\n")
        line = json.dumps({"v": 1, "nonce": "n", "drill": request.drill, "file": request.file})
        done = subprocess.run(
            [sys.executable, "-m", "grader.batch"],
            input="".join(f"{len(line)}\n{line}seal{at}\n" for at in range(files)),
            capture_output=True,
            text=True,
            timeout=GENEROUS_MS / 1e3,
            env={**os.environ, "PYTHONPATH": str(SRC)},
        )
        ready, *lines = filter(None, done.stdout.splitlines())
        self.assertTrue(ready.startswith("ready {"), done.stderr)
        self.assertEqual([line.split()[0] for line in lines], [f"seal{at}" for at in range(files)])
        return [json.loads(line.split(" ", 1)[1]) for line in lines]

    def test_grade_py_is_loaded_once_as_soon_as_a_child_got_through_it(self) -> None:
        loads = self.folder.path / "loads"
        with open(self.folder.path / "grade.py", "a") as grade:
            grade.write(f"open({str(loads)!r}, 'a').write('x')\n")
        self.assertEqual(len(self.replies(5)), 5)
        self.assertEqual(loads.read_text(), "xx")

    def test_grade_py_reads_no_request_and_writes_no_reply(self) -> None:
        with open(self.folder.path / "grade.py", "a") as grade:
            grade.write("import sys\nassert not sys.stdin.readline()\nprint('{}', end='')\n")
        ids = [reply["verdict"]["mistakes"][0]["id"] for reply in self.replies(3)]
        self.assertEqual(ids, ["missing-definition"] * 3)


if __name__ == "__main__":
    unittest.main()
