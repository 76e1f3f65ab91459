"""What the machinery says about programs: names, lines, precedence, survival."""

import unittest

from .example import GOOD, Folder, named


class Verdicts(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Folder()
        self.addCleanup(self.folder.close)

    def assert_named(self, source: str, *ids: str, line=None, **options) -> dict:
        verdict = self.folder.grade(source, **options)
        self.assertIsNotNone(verdict)
        self.assertNotIn("trouble", verdict)
        self.assertEqual(named(verdict), list(ids), verdict)
        if line is not None:
            self.assertEqual(verdict["mistakes"][0]["line"], line, verdict)
        return verdict

    def test_correct(self) -> None:
        verdict = self.assert_named(GOOD)
        self.assertTrue(verdict["passed"])
        self.assertEqual(verdict["output"], "torch.Size([2, 3])\n")
        self.assertEqual({c["status"] for c in verdict["checks"]}, {"passed"})

    def test_drill_names_its_own(self) -> None:
        verdict = self.assert_named(GOOD.replace("2 * x", "3 * x"), "tripled")
        self.assertFalse(verdict["passed"])

    def test_unknown_names_nothing(self) -> None:
        verdict = self.assert_named(GOOD.replace("2 * x", "5 * x"))
        self.assertFalse(verdict["passed"])

    def test_note_does_not_fail(self) -> None:
        verdict = self.assert_named(GOOD.split("if __name__")[0], "shape-print-missing")
        self.assertTrue(verdict["passed"])

    def test_sizes_one_by_one_are_a_shape_print(self) -> None:
        text = GOOD.replace(
            "print(Doubler(3)(torch.randn(2, 3)).shape)",
            "y = Doubler(3)(torch.randn(2, 3)); print('B', y.size(0)); print(y.size(1))",
        )
        self.assert_named(text)

    def test_syntax_error(self) -> None:
        self.assert_named(GOOD.replace("2 * x", "2 * "), "syntax-error", line=11)
        self.assert_named(GOOD + "\n\0\n", "syntax-error")
        accident = self.assert_named("# Position encoding: none" + GOOD, "syntax-error", line=1)
        self.assertIn("reword that comment", accident["checks"][0]["message"])

    def test_import_missing(self) -> None:
        self.assert_named(GOOD.replace("from torch import nn", ""), "import-missing", line=5)
        source = GOOD.replace("2 * x", "math.sqrt(4) * x")
        self.assert_named(source, "import-missing", line=11)

    def test_unknown_name_is_no_import(self) -> None:
        self.assert_named(GOOD.replace("2 * x", "factor * x"), "raises", line=11)

    def test_missing_definition(self) -> None:
        self.assert_named(GOOD.replace("Doubler", "Dubler"), "missing-definition")
        self.assert_named(GOOD.replace("self, size", "self"), "missing-definition")
        self.assert_named(GOOD.replace("x, scale=None", "x"), "missing-definition")
        self.assert_named(GOOD.replace("x, scale=None", "x, scale"), "missing-definition")
        self.assert_named(GOOD.replace("x, scale=None", "scale, x"), "missing-definition")
        self.assert_named(GOOD.replace("forward", "forwards"), "missing-definition")
        plain = GOOD.replace("(nn.Module)", "").replace("super().__init__()", "pass")
        self.assert_named(plain, "missing-definition")

    def test_other_argument_names_are_fine(self) -> None:
        other = GOOD.replace("x, scale=None", "x, factor=None, *rest, extra=1, **more")
        self.assert_named(other)

    def test_not_implemented(self) -> None:
        for body in ("raise NotImplementedError", "pass", "...", '"""Doc."""\n        ...'):
            self.assert_named(GOOD.replace("return 2 * x", body), "not-implemented")
        self.assert_named(
            GOOD.replace("return 2 * x", "y = ...\n        return y"), "not-implemented"
        )
        later = GOOD.replace("return 2 * x", "y = x\n        raise NotImplementedError('later')")
        self.assert_named(later, "not-implemented", line=12)
        none = GOOD.replace("return 2 * x", "y = 2 * x  # TODO: the rest")
        self.assert_named(none, "not-implemented", line=11)

    def test_raises_with_line(self) -> None:
        source = GOOD.replace("2 * x", "x.view(99)")
        verdict = self.assert_named(source, "raises", line=11)
        self.assertIn("line 11", verdict["mistakes"][0]["message"])

    def test_any_exception(self) -> None:
        for error in ("SystemExit(3)", "KeyboardInterrupt", "GeneratorExit", "MemoryError"):
            self.assert_named(GOOD.replace("return 2 * x", f"raise {error}"), "raises", line=11)
        self.assert_named(GOOD.replace("2 * x", "self.forward(x)"), "raises", line=11)
        broken = "class E(Exception):\n    def __str__(self): raise self\n"
        self.assert_named(broken + GOOD.replace("return 2 * x", "raise E"), "raises")

    def test_listed_mistake_beats_raises(self) -> None:
        source = GOOD.replace("return 2 * x", "raise ValueError('listed')")
        self.assert_named(source, "listed-mistake", line=11)

    def test_wrong_shape(self) -> None:
        verdict = self.assert_named(GOOD.replace("2 * x", "2 * x[0]"), "wrong-output-shape")
        check = next(c for c in verdict["checks"] if c["id"] == "shape")
        self.assertEqual((check["expected"], check["actual"]), ("(2, 3)", "(3,)"))
        self.assert_named(GOOD.replace("return 2 * x", "y = 2 * x"), "wrong-output-shape")

    def test_uses_builtin(self) -> None:
        used = GOOD.replace("self.size = size", "self.inner = nn.Identity()")
        self.assert_named(used, "uses-builtin", line=8)
        alias = "from torch.nn import Identity as I\n" + GOOD.replace(
            "self.size = size", "self.i = I()"
        )
        self.assert_named(alias, "uses-builtin")
        demo_only = GOOD + "    print(nn.Identity()(torch.ones(2, 3)).shape)\n"
        self.assert_named(demo_only)
        whole = "from torch.nn import Identity\nDoubler = Identity\nprint((2, 3))\n"
        self.assert_named(whole, "uses-builtin")

    def test_parameters_not_registered(self) -> None:
        listed = GOOD.replace("self.size = size", "self.w = [nn.Linear(size, size)]").replace(
            "2 * x", "2 * x + 0 * self.w[0](x)"
        )
        self.assert_named(listed, "parameters-not-registered", line=8)
        plain = GOOD.replace("self.size = size", "self.w = torch.randn(size)").replace(
            "2 * x", "2 * x + 0 * self.w"
        )
        self.assert_named(plain, "parameters-not-registered", line=8)
        constant = GOOD.replace("self.size = size", "self.w = torch.ones(size)").replace(
            "2 * x", "2 * x * self.w"
        )
        self.assert_named(constant)

    def test_demo_failure(self) -> None:
        self.assert_named(GOOD + "    1 / 0\n", "raises", line=15)
        self.assert_named(GOOD + "    raise SystemExit(0)\n")
        self.assert_named(GOOD + "    input()\n", "raises", line=15)

    def test_demo_slip_is_kept_beside_a_cause(self) -> None:
        source = GOOD.replace("2 * x", "3 * x") + "    printf(1)\n"
        self.assert_named(source, "tripled", "raises")
        symptom = GOOD.replace("2 * x", "3 * x") + "    assert False\n"
        self.assert_named(symptom, "tripled")

    def test_hang_has_a_line(self) -> None:
        for body in (
            "while True: pass",
            "while True:\n            try: x = x + 1\n            except BaseException: pass",
        ):
            verdict = self.assert_named(
                GOOD.replace("return 2 * x", body), "times-out", limit_ms=500
            )
            self.assertIn(verdict["mistakes"][0]["line"], (11, 12, 13, 14))
            self.assertEqual(verdict["checks"][3]["status"], "failed")
        swallowing = GOOD + "    import time\n    time.sleep(60)\n"
        verdict = self.assert_named(swallowing, "times-out", limit_ms=500, line=16)
        self.assertEqual(verdict["checks"][4]["status"], "passed")

    def test_until_stage(self) -> None:
        verdict = self.assert_named(GOOD, stage="shape")
        self.assertEqual([c["id"] for c in verdict["checks"]], ["parses", "defines", "shape"])

    def test_no_stage_after_one_that_failed_where_that_is_enough(self) -> None:
        wrong = GOOD.replace("2 * x", "2 * x[0]") + "    1 / 0\n"
        verdict = self.assert_named(wrong, "wrong-output-shape", ends_at_failure=True)
        status = [check["status"] for check in verdict["checks"]]
        self.assertEqual(status, ["passed", "passed", "skipped", "failed", "skipped"])
        self.assertFalse(verdict["passed"])
        self.assertTrue(self.assert_named(GOOD, ends_at_failure=True)["passed"])

    def test_print_bomb_is_capped(self) -> None:
        verdict = self.assert_named(GOOD + "    for i in range(99999): print('x' * 99)\n")
        self.assertTrue(verdict["outputTruncated"])
        self.assertLessEqual(len(verdict["output"]), 70_000)

    def test_both_ends_of_a_long_output_are_kept(self) -> None:
        before = GOOD.replace("    print(", "    for _ in range(20_000): print('loss')\n    print(")
        directly = before.replace("print('loss')", "os.write(1, b'loss\\n')")
        for source in (before, f"import os\n{directly}"):
            with self.subTest(source):
                verdict = self.assert_named(source)
                self.assertTrue(verdict["outputTruncated"])
                self.assertIn("the middle of the output is left out", verdict["output"])

    def test_what_stood_in_the_middle_is_not_called_missing(self) -> None:
        loop = "    for _ in range(20_000): print('loss')\n"
        self.assert_named(GOOD.replace("    print(", f"{loop}    print(") + loop)

    def test_hostile_globals(self) -> None:
        hostile = (
            GOOD.replace(
                "class Doubler",
                "\n".join(
                    (
                        "import sys, os, builtins",
                        "torch.set_default_dtype(torch.float16)",
                        "torch.set_grad_enabled(False)",
                        "torch.manual_seed(0)",
                        "torch.allclose = torch.equal = lambda *a, **k: True",
                        "torch.randn = torch.randn",
                        "sys.stdout.close(); sys.stdout = None",
                        "sys.stderr = None",
                        "class Doubler",
                    )
                ),
            )
            .replace("2 * x", "5 * x")
            .replace("print(Doubler", "(Doubler")
        )
        verdict = self.folder.grade(hostile)
        self.assertNotIn("trouble", verdict)
        self.assertFalse(verdict["passed"])


class Process(unittest.TestCase):
    def test_handshake_and_frame(self) -> None:
        folder = Folder()
        self.addCleanup(folder.close)
        scribble = (
            GOOD
            + "\n".join(
                (
                    "    import os, threading, time",
                    "    threading.Thread(target=time.sleep, args=(60,)).start()",
                    "    for fd in range(3, 256):",
                    "        try: os.write(fd, b'nonce0 {\"passed\": true}')",
                    "        except OSError: pass",
                )
            )
            + "\n"
        )
        for source in (GOOD, scribble):
            lines = folder.serve(source)
            self.assertTrue(lines[0].startswith("ready {"), lines)
            framed = [line for line in lines if line.startswith("nonce1 ")]
            self.assertEqual(len(framed), 1, lines)
            self.assertIn('"passed": true', framed[0])

    def test_death_is_reported_as_none_without_a_wait_for_the_limit(self) -> None:
        folder = Folder()
        self.addCleanup(folder.close)
        self.assertIsNone(folder.grade("import os\nos._exit(0)\n", limit_ms=0))


if __name__ == "__main__":
    unittest.main()
