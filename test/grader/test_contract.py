"""The lines on the wire are those that the TypeScript side's tests read as well."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from grader.findings import Finding
from grader.verdict import Check, Verdict
from grader.wire import BadRequest, parse_request

LINES = json.loads(
    (Path(__file__).parents[1] / "contract" / "grader-lines.json").read_text(encoding="utf-8")
)


class Requests(unittest.TestCase):
    def test_good(self) -> None:
        for sample in LINES["requests"]["good"]:
            request = parse_request(sample["line"])
            self.assertEqual(request.nonce, sample["nonce"])
            self.assertEqual(request.drill, sample["drillFolder"])
            self.assertEqual(request.file, sample["file"])
            self.assertEqual(request.stage, sample["stage"])
            self.assertEqual(request.limit_ms, sample["limitMs"])
            self.assertEqual(request.says, sample.get("says", {}))
            self.assertEqual(request.ends_at_failure, sample.get("endsAtFailure", False))

    def test_bad(self) -> None:
        for line in LINES["requests"]["bad"]:
            with self.subTest(line), self.assertRaises(BadRequest):
                parse_request(line)

    def test_words_are_bounded(self) -> None:
        start = {"v": 1, "nonce": "n", "drill": "d", "file": "f"}
        for says in ({"a": "x" * 501}, {f"a-{i}": "x" for i in range(201)}):
            with self.assertRaises(BadRequest):
                parse_request(json.dumps({**start, "says": says}))


class Verdicts(unittest.TestCase):
    def test_we_write_what_they_read(self) -> None:
        for sample in LINES["verdicts"]["good"]:
            verdict = Verdict(
                checks=[Check(**check) for check in sample["checks"]],
                mistakes=[
                    Finding(m["id"], m["message"], m["line"], severity="note")
                    for m in sample["mistakes"]
                ],
                output=sample["output"],
                output_truncated=sample["outputTruncated"],
                duration_ms=sample["durationMs"],
                trouble=sample.get("trouble"),
            )
            self.assertEqual(verdict.to_json(), sample)


if __name__ == "__main__":
    unittest.main()
