"""A mistake's sentence comes from the request, and is filled with what the program did."""

import unittest
from types import MappingProxyType

from grader.findings import Finding
from grader.messages import fill, worded

from .example import GOOD, Folder

TRIPLED = GOOD.replace("2 * x", "3 * x")


class Filling(unittest.TestCase):
    def test_placeholders(self) -> None:
        detail = {"axis": "the heads", "gap": 0.123456}
        self.assertEqual(fill("Over {axis}, not keys.", detail), "Over the heads, not keys.")
        self.assertEqual(fill("Wrong by {gap:.2g}.", detail), "Wrong by 0.12.")
        self.assertEqual(fill("{axis} and {axis}", detail), "the heads and the heads")

    def test_what_is_missing_is_left_out_cleanly(self) -> None:
        self.assertEqual(fill("Over {axis}, not keys.", {}), "Over, not keys.")
        self.assertEqual(fill("The {sort} weights stay.", {}), "The weights stay.")
        self.assertEqual(fill("{sort} weights stay {there}", {}), "weights stay")

    def test_braces_that_are_no_placeholder_stay(self) -> None:
        self.assertEqual(fill("A set {{x}}.", {"x": 1}), "A set {x}.")
        for sentence in ("{", "}", "{}", "{0 1}", "a {b c} d", "{x!r}", "{x.y}", "{x[0]}"):
            self.assertEqual(fill(sentence, {"x": 1}), sentence)

    def test_a_value_that_does_not_fit_its_format_is_shown_plainly(self) -> None:
        self.assertEqual(fill("{gap:.3g}", {"gap": "all"}), "all")

    def test_a_value_that_cannot_be_shown_is_left_out(self) -> None:
        class Hostile:
            def __format__(self, spec: str) -> str:
                raise KeyError(spec)

        self.assertEqual(fill("It is {x}.", {"x": Hostile()}), "It is.")

    def test_a_value_is_not_filled_again(self) -> None:
        self.assertEqual(fill("{a}", {"a": "{b}", "b": "no"}), "{b}")


class Wording(unittest.TestCase):
    says = MappingProxyType({"raises": "It raises.", "tripled": "Times {times:.0f}."})

    def test_a_finding_with_words_keeps_them(self) -> None:
        own = Finding("raises", "ValueError: no.")
        self.assertEqual(worded(own, self.says), own)

    def test_a_failure_without_a_name_gets_no_words(self) -> None:
        self.assertEqual(worded(Finding(None), self.says).message, "")

    def test_without_a_sentence_the_id_is_one(self) -> None:
        self.assertEqual(worded(Finding("bias-missing"), {}).message, "Bias missing.")


class Verdicts(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Folder()
        self.addCleanup(self.folder.close)

    def test_check_and_mistake_say_the_sentence_of_the_request(self) -> None:
        says = {"tripled": "Every value is {times:.0f} times {what}."}
        verdict = self.folder.grade(TRIPLED, says=says)
        self.assertEqual(
            [mistake["message"] for mistake in verdict["mistakes"]],
            ["Every value is 3 times the input."],
        )
        values = next(check for check in verdict["checks"] if check["id"] == "values")
        self.assertEqual(values["message"], "Every value is 3 times the input.")

    def test_without_words_the_verdict_is_the_same(self) -> None:
        verdict = self.folder.grade(TRIPLED)
        told = {"id": "tripled", "line": None, "message": "Tripled."}
        self.assertEqual(verdict["mistakes"], [told])


if __name__ == "__main__":
    unittest.main()
