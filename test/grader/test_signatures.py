"""Signatures are read right however a callable is wrapped, or not judged at all."""

import functools
import inspect
import unittest
from typing import Optional

import torch
from torch import Tensor, nn

from grader.signatures import parameters_of, parameters_of_method

from .example import GOOD, Folder, named


def scaled(x: Tensor, scale: Optional[Tensor] = None) -> Tensor:
    return x if scale is None else x * scale


class Scripted(torch.jit.ScriptModule):
    @torch.jit.script_method
    def forward(self, x: Tensor, scale: Optional[Tensor] = None) -> Tensor:
        return x if scale is None else x * scale


class Plain(nn.Module):
    def forward(self, x: Tensor, scale: Optional[Tensor] = None) -> Tensor:
        return x if scale is None else x * scale


class OfCalls(unittest.TestCase):
    def assert_takes(self, call: object, *names: str, optional: int = 0) -> None:
        parameters = parameters_of(call)[0]
        self.assertEqual([p.name for p in parameters], list(names), call)
        with_default = [p for p in parameters if p.default is not inspect.Parameter.empty]
        self.assertEqual(len(with_default), optional, call)

    def test_what_torchscript_made(self) -> None:
        self.assert_takes(Scripted().forward, "x", "scale", optional=1)
        self.assert_takes(torch.jit.script(Plain()).forward, "x", "scale", optional=1)
        self.assert_takes(torch.jit.script(scaled), "x", "scale", optional=1)
        traced = torch.jit.trace(Plain(), torch.ones(2))
        self.assert_takes(traced.forward, "x")

    def test_partials_and_objects(self) -> None:
        self.assert_takes(functools.partial(scaled, scale=None), "x", "scale", optional=1)
        self.assert_takes(functools.partial(lambda a, x: x, 1), "x")
        self.assert_takes(Plain().forward, "x", "scale", optional=1)

    def test_a_wrapper_has_two_readings(self) -> None:
        @functools.wraps(scaled)
        def swapped(scale, x): ...

        names = [[p.name for p in parameters] for parameters in parameters_of(swapped)]
        self.assertEqual(names, [["x", "scale"], ["scale", "x"]])

    def test_a_wrapper_that_passes_on_has_one(self) -> None:
        self.assertEqual(len(parameters_of(torch.no_grad()(scaled))), 1)

    def test_what_cannot_be_told_has_none(self) -> None:
        self.assertEqual(parameters_of_method(Scripted, "forward"), [])
        self.assertEqual(parameters_of(None), [])

    def test_self_is_left_out_where_it_is_passed(self) -> None:
        class Methods:
            def plain(self, x): ...

            @staticmethod
            def static(x): ...

            @classmethod
            def of_class(cls, x): ...

            @torch.no_grad()
            def wrapped(self, x): ...

            @functools.lru_cache(None)  # noqa: B019
            def cached(self, x): ...

            def _before(self, a, x): ...

            given = functools.partialmethod(_before, 1)
            outside = Plain()

        for name in ("plain", "static", "of_class", "wrapped", "cached", "given"):
            readings = parameters_of_method(Methods, name)
            self.assertEqual([p.name for p in readings[0]], ["x"], name)


class InAContract(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Folder()
        self.addCleanup(self.folder.close)

    def assert_passes(self, source: str) -> None:
        verdict = self.folder.grade(source)
        self.assertEqual((verdict["passed"], named(verdict)), (True, []), verdict)

    def test_right_programs_in_wrappers(self) -> None:
        self.assert_passes(GOOD.replace("    def forward", "    @torch.no_grad()\n    def forward"))
        adapter = """
import functools
def adapted(inner):
    @functools.wraps(inner)
    def outer(self, x, scale=None):
        return inner(self, (x, scale))
    return outer
"""
        apart = GOOD.replace(
            "    def forward(self, x, scale=None)", "    @adapted\n    def forward(self, both)"
        )
        self.assert_passes(adapter + apart.replace("2 * x", "2 * both[0]"))

    def test_a_scripted_module(self) -> None:
        self.assert_passes(
            GOOD.replace("nn.Module", "torch.jit.ScriptModule")
            .replace("scale=None", "scale: float = 1.0")
            .replace("    def forward", "    @torch.jit.script_method\n    def forward")
        )

    def test_a_forward_without_self(self) -> None:
        static = "    @staticmethod\n    def forward(x"
        self.assert_passes(GOOD.replace("    def forward(self, x", static))

    def test_a_forward_that_the_constructor_sets(self) -> None:
        chosen = GOOD.replace("def forward", "def run").replace(
            "self.size = size", "self.forward = self.run"
        )
        self.assert_passes(chosen)

    def test_a_wrapper_does_not_hide_missing_arguments(self) -> None:
        for wrapper in ("torch.no_grad()", "functools.lru_cache()"):
            source = "import functools\n" + GOOD.replace(
                "    def forward(self, x, scale=None)", f"    @{wrapper}\n    def forward(self)"
            )
            self.assertEqual(named(self.folder.grade(source)), ["missing-definition"], wrapper)


if __name__ == "__main__":
    unittest.main()
