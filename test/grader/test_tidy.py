"""What candidate code sets for the whole process is gone once the call is over."""

import sys
import unittest
import warnings

import torch

from grader.tidy import tidy

from .example import GOOD, Folder, named

DEVICES = hasattr(torch, "set_default_device")


class Tidy(unittest.TestCase):
    def test_settings(self) -> None:
        before = _settings()
        with tidy():
            torch.set_default_dtype(torch.float64)
            torch.set_grad_enabled(False)
            torch.set_num_threads(torch.get_num_threads() + 1)
            torch.autograd.set_detect_anomaly(True)
            torch.set_float32_matmul_precision("medium")
            torch.use_deterministic_algorithms(True)
            sys.setrecursionlimit(5000)
            warnings.simplefilter("error")
            torch.manual_seed(3)
            changed = _settings()
        self.assertEqual(_settings(), before)
        self.assertTrue(all(a != b for a, b in zip(before, changed)), changed)

    @unittest.skipUnless(DEVICES, "torch 2")
    def test_default_device(self) -> None:
        for change in (
            lambda: torch.set_default_device("meta"),
            lambda: torch.device("meta").__enter__(),
        ):
            with tidy():
                change()
                self.assertEqual(torch.ones(1).device.type, "meta")
            self.assertEqual(torch.ones(1).device.type, "cpu")
            torch.set_default_device("cpu")  # raises when something is left on the stack
            torch.set_default_device(None)

    @unittest.skipUnless(DEVICES, "torch 2")
    def test_a_mode_around_the_call_stays(self) -> None:
        with torch.device("meta"):
            with tidy():
                torch.set_default_device("cpu")
            self.assertEqual(torch.ones(1).device.type, "meta")
        self.assertEqual(torch.ones(1).device.type, "cpu")


class Verdicts(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Folder()
        self.addCleanup(self.folder.close)

    def test_settings_of_the_program_do_not_reach_the_grader(self) -> None:
        settings = [
            "torch.set_default_dtype(torch.float16)",
            "torch.set_num_threads(2)",
            "torch.use_deterministic_algorithms(True)",
            "torch.set_default_device('meta')" if DEVICES else "torch.set_grad_enabled(False)",
        ]
        for setting in settings:
            for source in (
                GOOD.replace("class Doubler", f"{setting}\nclass Doubler"),
                GOOD.replace("return 2 * x", f"{setting}; return 2 * x"),
            ):
                with self.subTest(source):
                    verdict = self.folder.grade(source)
                    self.assertNotIn("trouble", verdict)
                    self.assertTrue(verdict["passed"], verdict)

    def test_tensors_that_hold_no_values_are_said_to_be_elsewhere(self) -> None:
        verdict = self.folder.grade(GOOD.replace("return 2 * x", "return x.to('meta')"))
        self.assertNotIn("trouble", verdict)
        self.assertEqual((verdict["passed"], named(verdict)), (False, []))
        self.assertIn("on the device `meta`", verdict["checks"][4]["message"])

    def test_an_operation_that_torch_lacks_is_no_missing_code(self) -> None:
        body = "return x.to_sparse().log_softmax(0)"
        verdict = self.folder.grade(GOOD.replace("return 2 * x", body))
        self.assertEqual(named(verdict), ["raises"], verdict)


def _settings() -> list:
    return [
        torch.get_default_dtype(),
        torch.is_grad_enabled(),
        torch.get_num_threads(),
        torch.is_anomaly_enabled(),
        torch.get_float32_matmul_precision(),
        torch.are_deterministic_algorithms_enabled(),
        sys.getrecursionlimit(),
        list(warnings.filters),
        torch.get_rng_state().tolist(),
    ]


if __name__ == "__main__":
    unittest.main()
