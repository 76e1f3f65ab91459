"""The sentences of drill.yaml are filled: for every flag of a mistake there are the details."""

import re
import sys
import unittest
from pathlib import Path

from grader.check import PACKAGE, load_stages
from grader.flags import mistake_of
from grader.question import Question

CODING = Path(__file__).resolve().parents[2] / "drills" / "coding"
SAYS = re.compile(r"^  - id: (?P<id>\S+)\n(?:    .*\n)*?    says: (?P<says>.+)$", re.MULTILINE)


def questions():
    """Each drill that is a Question, with the placeholders of its sentences by mistake."""
    for folder in sorted(path.parent for path in CODING.glob("*/grade.py")):
        load_stages(str(folder))
        question = getattr(sys.modules[f"{PACKAGE}.grade"], "QUESTION", None)
        if isinstance(question, Question) and (folder / "drill.yaml").is_file():
            text = (folder / "drill.yaml").read_text(encoding="utf-8")
            holes = {m["id"]: set(re.findall(r"\{(\w+)", m["says"])) for m in SAYS.finditer(text)}
            yield folder.name, question, holes


class Sentences(unittest.TestCase):
    def test_no_placeholder_stays_empty(self) -> None:
        seen = 0
        for drill, question, holes in questions():
            frozen = question.frozen
            assert frozen is not None, f"{drill}: frozen.json is older than the drill"
            rows = [row for table in frozen.tables.parts for row in table.rows]
            flags = {flag for row in rows for flag in row.bugs}
            for flag in (*flags, *question.extras, *question.names.values()):
                needed = holes.get(mistake_of(flag), set()) - {"part"}  # the framework fills it
                seen += len(needed)
                with self.subTest(drill=drill, flag=flag):
                    self.assertLessEqual(needed, set(frozen.details.get(flag, {})))
        self.assertGreater(seen, 0)


if __name__ == "__main__":
    unittest.main()
