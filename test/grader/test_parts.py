"""The parts by themselves: precedence, oracle, locating, numbers, parameters, spies, wire."""

import ast
import os
import unittest

import torch
from torch import nn

from grader import candidate, locate, mutants, numbers, oracle, parameters, spies, wire
from grader.demo import prints_shape
from grader.findings import Finding, settle

from .example import Folder


def ids(findings) -> list:
    return [finding.mistake for finding in settle(findings)]


class Precedence(unittest.TestCase):
    def test_specific_hides_symptoms(self) -> None:
        general = [Finding(name) for name in ("raises", "wrong-output-shape", "dead-parameter")]
        self.assertEqual(ids([*general, Finding("gate-missing")]), ["gate-missing"])
        self.assertEqual(ids(general), ["raises", "wrong-output-shape", "dead-parameter"])

    def test_causes_stay(self) -> None:
        found = [Finding("parameters-not-registered"), Finding("scale-missing", weight=1)]
        self.assertEqual(ids(found), ["scale-missing", "parameters-not-registered"])

    def test_independent_and_yielding(self) -> None:
        self.assertEqual(ids([Finding("raises", independent=True), Finding("a")]), ["a", "raises"])
        found = [Finding("raises", yields=True), Finding("wrong-output-shape")]
        self.assertEqual(ids(found), ["wrong-output-shape"])

    def test_notes_last_and_explaining_nothing(self) -> None:
        note = Finding("conv-bias-with-bn", severity="note", explains=frozenset({"raises"}))
        self.assertEqual(ids([note, Finding("raises")]), ["raises", "conv-bias-with-bn"])

    def test_one_a_mistake_with_its_line(self) -> None:
        kept = settle([Finding("a"), Finding("a", line=3), Finding(None, "x")])
        self.assertEqual([(f.mistake, f.line) for f in kept], [("a", 3)])

    def test_explains(self) -> None:
        self.assertEqual(ids([Finding("a", explains=frozenset({"b"})), Finding("b")]), ["a"])


class Mutants(unittest.TestCase):
    def test_an_ellipsis_is_no_number(self) -> None:
        changed = [one.change for one in mutants.mutants("first = x[..., 0]\n")]
        self.assertEqual(changed, ["first = x[..., 0] => first = x[..., 1]"])


class Oracle(unittest.TestCase):
    def setUp(self) -> None:
        self.x = numbers.randn(4, seed=1, dtype=torch.float64)

    def reference(self, flags):
        if {"bad", "shift"} <= flags:
            raise ValueError
        y = self.x * (3.0 if "triple.a" in flags else 3.5 if "triple.b" in flags else 2.0)
        return [y + (0.5 if "shift" in flags else 1e-3 if "tiny" in flags else 0.0)]

    def explain(self, actual, **options):
        bugs = ("bad", "triple.a", "triple.b", "shift", "tiny")
        return oracle.explain([actual], self.reference, bugs, **options)

    def found(self, actual, **options) -> oracle.Match:
        match = self.explain(actual, **options)
        assert match is not None
        return match

    def test_clean_single_pair(self) -> None:
        self.assertEqual(self.found(self.x * 2).bugs, ())
        self.assertEqual(self.found(self.x * 3).bugs, ("triple.a",))
        self.assertEqual(set(self.found(self.x * 3.5 + 0.5).bugs), {"triple.b", "shift"})
        self.assertIsNone(self.explain(self.x * 7))
        self.assertIsNone(self.explain(self.x * 3 + 0.5, most=1))

    def test_most_explaining_first(self) -> None:
        match = self.found(self.x * 3 + 1e-3)
        self.assertEqual(match.bugs, ("triple.a", "tiny"))
        self.assertGreater(*match.effects)

    def test_exclusive(self) -> None:
        exclusive = [("triple.a", "shift")]
        self.assertIsNone(self.explain(self.x * 3 + 0.5, exclusive=exclusive))

    def test_shapes_count(self) -> None:
        self.assertIsNone(self.explain((self.x * 2)[None]))

    def test_mistake_of(self) -> None:
        self.assertEqual(oracle.mistake_of("triple.a"), "triple")


class Locating(unittest.TestCase):
    TREE = ast.parse(
        "import torch.nn as nn\n"
        "from torch.nn import functional as F\n"
        "def helper(x): return F.softmax(x, -1)\n"
        "class A(nn.Module):\n"
        "    def __init__(self):\n"
        "        self.w = nn.Linear(1, 1)\n"
        "    def forward(self, x):\n"
        "        return helper(x).softmax(0)\n"
        "def unused():\n"
        "    ...\n"
        "if __name__ == '__main__':\n"
        "    A()\n"
    )

    def test_lines(self) -> None:
        scopes = locate.reachable(self.TREE, ["A"])
        self.assertEqual(locate.call_lines(scopes, ["softmax"]), [3, 8])
        self.assertEqual(locate.assign_lines(scopes, "w"), [6])
        self.assertIsNone(locate.only([3, 8]))
        self.assertEqual(locate.only([3, 3]), 3)
        self.assertEqual(locate.placeholders([self.TREE]), [10])

    def test_imports(self) -> None:
        names = locate.imports(self.TREE)
        self.assertEqual(names["F"], "torch.nn.functional")
        node = ast.parse("F.softmax", mode="eval").body
        self.assertEqual(locate.dotted(node, names), "torch.nn.functional.softmax")

    def test_ellipsis_as_index_is_code(self) -> None:
        self.assertEqual(locate.placeholders([ast.parse("x = y[..., 0]\nf(...)")]), [])


class Numbers(unittest.TestCase):
    def test_seeded_values_ignore_the_global_generator(self) -> None:
        with numbers.seeded(1):
            a = numbers.randn(2, 3, seed=5)
        b = numbers.randn(2, 3, seed=5)
        self.assertEqual(numbers.max_error(a, b), 0.0)

    def test_differences(self) -> None:
        a, b = torch.zeros(2, 3), torch.zeros(2, 3)
        b[1, 2] = 0.5
        self.assertIn("0.5 at [1, 2]", numbers.difference(a, b))
        self.assertFalse(numbers.close(a * float("nan"), a))
        self.assertEqual(numbers.max_error(a, a[0]), float("inf"))
        self.assertEqual(numbers.shape_text((a, None)), "a tuple of ((2, 3), None)")


class Parameters(unittest.TestCase):
    def test_dead(self) -> None:
        class Half(nn.Module):
            def __init__(self):
                super().__init__()
                self.used, self.unused = nn.Linear(3, 3), nn.Linear(3, 3)
                self.last = nn.Parameter(torch.zeros(3))  # starves `used` at the start only

            def forward(self, x):
                return self.used(x).softmax(-1) * self.last

        found = parameters.dead(Half(), lambda m: m(torch.ones(2, 3)))
        self.assertEqual(set(found), {"unused.weight", "unused.bias"})

    def test_a_bias_that_cancels_is_alive(self) -> None:
        x = numbers.randn(4, 3, seed=2)

        class Keys(nn.Module):
            def __init__(self):
                super().__init__()
                self.key = nn.Linear(3, 3)

            def forward(self, x):
                return (x @ self.key(x).T).softmax(-1)

        self.assertEqual(parameters.dead(Keys(), lambda m: m(x)), {})

    def test_all_weights_in_order(self) -> None:
        module = nn.Linear(2, 2)
        module.more = {"a": [nn.Linear(2, 3)]}
        shapes = [tuple(w.shape) for w in parameters.all_weights(module)]
        self.assertEqual(shapes, [(2, 2), (2,), (3, 2), (3,)])


class Spies(unittest.TestCase):
    def test_one_step(self) -> None:
        log = spies.Log()
        model = spies.SpyModule(nn.Linear(2, 1), log)
        optimizer = spies.SpySGD(model.parameters(), log, lr=0.1)
        scheduler = spies.SpyStepLR(optimizer, log)
        loss_fn = spies.SpyLoss(nn.MSELoss(), log)
        for _ in range(2):
            optimizer.zero_grad()
            loss_fn(model(torch.ones(3, 2)), torch.zeros(3, 1)).backward()
            optimizer.step()
            scheduler.step()
        order = ["zero_grad", "forward", "loss", "backward", "step", "scheduler"]
        self.assertEqual([event.kind for event in log.events], order * 2)
        self.assertGreater(log.of("step")[0].norm, 0)
        self.assertEqual(log.of("step")[1].lr, 0.05)
        left = log.of("backward")[1].left
        self.assertTrue(left is None or not left.any())

    def test_executed(self) -> None:
        model = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
        with spies.Executed(model) as ran:
            model(torch.ones(1, 2))
        model(torch.ones(1, 2))
        self.assertEqual([type(call[0]) for call in ran.calls], [nn.Linear, nn.ReLU])


class Wire(unittest.TestCase):
    def test_requests(self) -> None:
        good = '{"v":1,"nonce":"a","drill":"/d","file":"/f","stage":null}'
        self.assertEqual(wire.parse_request(good), wire.Request("a", "/d", "/f"))
        for bad in ("", "[]", "{}", good.replace("1", "2"), good.replace('"/f"', "3")):
            with self.assertRaises(wire.BadRequest):
                wire.parse_request(bad)

    def test_only_one_answer(self) -> None:
        reader, writer = os.pipe()
        reply = wire.Reply(writer)
        self.assertTrue(reply.answer("n", {"a": 1}))
        self.assertFalse(reply.answer("n", {"a": 2}))
        self.assertEqual(os.read(reader, 99), b'\nn {"a": 1}\n')


class Shapes(unittest.TestCase):
    def test_generous(self) -> None:
        for text in ("torch.Size([2, 5])", "(2, 5, 16)", "shape: [2, 5]", "2x5", "(7,)"):
            self.assertTrue(prints_shape(text, []), text)
        for text in ("", "loss 0.5", "epoch 1 of 2", "tensor([0.1, 0.2])", "[[1.5, 2.5]]"):
            self.assertFalse(prints_shape(text, [(2, 5)]), text)
        self.assertTrue(prints_shape("B = 2, T = 5", [(2, 5)]))


class Reading(unittest.TestCase):
    def test_encodings_and_lines(self) -> None:
        folder = Folder()
        self.addCleanup(folder.close)
        path = folder.path / "a.py"
        path.write_bytes(b"# \xe9\nx = 1\n")
        error = candidate.read(str(path)).error
        self.assertEqual(error and error.lineno, 1)
        path.write_bytes(b"# -*- coding: latin-1 -*-\n# \xe9\nx = 1\n")
        self.assertIsNone(candidate.read(str(path)).error)
        path.write_bytes(b"\xef\xbb\xbfx = 1\r\n")
        self.assertIsNone(candidate.read(str(path)).error)


if __name__ == "__main__":
    unittest.main()
