"""Where a mistake without a line of its own is shown, in a question that asks for two functions."""

from typing import Optional

from .edited import Change, EditedSolution

OF_LOG = ("    return shifted - torch.log(total)", "    return torch.log(softmax(x, dim))")
OF_SOFTMAX = ("    return exponentials / total", "    return exponentials / exponentials.sum()")
# Right along axis 0, which is what its own assertion looks at.
UNKNOWN = ("return shifted - torch.log(total)", "return shifted * (1 - dim) - torch.log(total)")


class Places(EditedSolution):
    drill = "softmax"

    def lines(self, *changes: Change) -> dict[str, Optional[int]]:
        """The line of each mistake, or of each failed check where none is named."""
        verdict = self.graded(*changes)
        self.assertFalse(verdict["passed"])
        failed = [check for check in verdict["checks"] if check["status"] == "failed"]
        return {one["id"]: one["line"] for one in verdict["mistakes"] or failed}

    def test_a_mistake_of_one_function_is_shown_there(self) -> None:
        self.assertEqual(self.lines(OF_LOG), {"log-of-softmax": 14})
        self.assertEqual(self.lines(OF_SOFTMAX), {"normalised-over-all": 4})

    def test_what_is_wrong_in_no_known_way_is_too(self) -> None:
        self.assertEqual(set(self.lines(UNKNOWN).values()), {14})

    def test_a_mistake_of_both_has_no_line(self) -> None:
        in_log = ("torch.exp(shifted).sum(dim=dim, keepdim=True)", "torch.exp(shifted).sum()")
        self.assertEqual(self.lines(OF_SOFTMAX, in_log), {"normalised-over-all": None})
