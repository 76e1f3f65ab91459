"""Runs the grader's tests: `python -m test.grader [PATTERN ...]`, from the project's folder.

With patterns, only tests whose dotted name contains one of them. A test that fails is run once
more; one that passes then is flaky, which counts as failed. Where TENSOR_DRILLS_TEST_RESULTS names
a file, each test adds a line to it as soon as it is over: a ``Result`` as JSON.
"""

from __future__ import annotations

import copy
import sys
import time
import unittest
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .results import Result, note

_HERE = Path(__file__).resolve().parent
_UNLOADED = "unittest.loader._FailedTest."  # before the name of a module that cannot be imported


def tests_in(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from tests_in(one)
        elif isinstance(one, unittest.TestCase):
            yield one


def wanted(test: unittest.TestCase, patterns: list[str]) -> bool:
    """Nobody knows the names of the tests in a module that cannot be imported: it always counts."""
    name = test.id()
    if not patterns or name.startswith(_UNLOADED):
        return True
    return any(pattern in name for pattern in patterns)


def run(test: unittest.TestCase) -> Result:
    began = time.perf_counter()
    again = copy.copy(test)
    outcome, detail = _once(test)
    if outcome == "failed" and _once(again)[0] == "passed":
        outcome = "flaky"
    ms = round((time.perf_counter() - began) * 1e3, 1)
    return Result(test.id().replace(_UNLOADED, ""), outcome, ms, detail)


def _once(test: unittest.TestCase) -> tuple[str, str]:
    found = unittest.TestResult()
    unittest.TestSuite([test]).run(found)  # a suite, for what a class or module sets up
    wrong = [text for _, text in (*found.errors, *found.failures)]
    if found.unexpectedSuccesses:
        wrong.append("It is marked as an expected failure, and passed.")
    if wrong:
        return "failed", "\n".join(wrong)
    if found.skipped:
        return "skipped", "\n".join(reason for _, reason in found.skipped)
    return "passed", ""


def main(patterns: list[str]) -> int:
    suite = unittest.defaultTestLoader.discover(str(_HERE), top_level_dir=str(_HERE.parents[1]))
    tests = [test for test in tests_in(suite) if wanted(test, patterns)]
    if not tests:
        print("There is no such test.", file=sys.stderr)
        return 0 if patterns else 1
    counts: Counter[str] = Counter()
    for test in tests:
        result = run(test)
        note(result)
        counts[result.outcome] += 1
        if result.outcome != "passed":
            print(f"{result.outcome}: {result.name}\n{result.detail}", file=sys.stderr)
    shown = (f"{counts[one]} {one}" for one in ("passed", "failed", "flaky", "skipped"))
    print(", ".join(shown), file=sys.stderr)
    return 1 if counts["failed"] + counts["flaky"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
