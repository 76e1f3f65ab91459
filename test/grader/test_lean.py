"""The compiler stays unloaded, and computed tensors are no hidden weights."""

import os
import sys
import tempfile
import threading
import traceback
import unittest

import torch
from torch import nn
from torch.nn.utils import spectral_norm

from grader import candidate, parameters

OPTIMIZES = """
import sys, torch
from grader.lean import spare_compiler
spare_compiler()
weight = torch.nn.Parameter(torch.ones(2))
optimizer = torch.optim.Adam([weight], lr=0.1)
weight.sum().backward()
optimizer.step()
optimizer.zero_grad()
assert float(weight.detach().sum()) < 2
print("torch._dynamo.eval_frame" in sys.modules)
"""
CHECKPOINTS = """
import sys, torch
from grader.lean import spare_compiler
spare_compiler()
from torch.utils.checkpoint import checkpoint
layer, x = torch.nn.Linear(3, 2), torch.ones(4, 3)
checkpoint(layer, x, use_reentrant=False).sum().backward()
assert float(layer.weight.grad.sum()) == 24
print("torch._dynamo.eval_frame" in sys.modules)
"""
COMPILES = """
import copy, sys, torch
from grader.lean import spare_compiler
spare_compiler()
if hasattr(torch, "compile"):
    layer, x = torch.nn.Linear(3, 2), torch.ones(4, 3)
    fast = torch.compile(layer, mode="reduce-overhead")
    assert torch.equal(fast(x), layer(x)) and list(fast.parameters()) == list(layer.parameters())
    assert fast._orig_mod.training
    assert copy.deepcopy(fast).state_dict().keys() == layer.state_dict().keys()

    @torch.compile
    def double(x): return 2 * x

    @torch.compile(backend="eager", fullgraph=True)
    def triple(x): return 3 * x

    assert (double(x) + triple(x)).sum() == 60
    layer.compile(backend="eager")
    layer(x).sum().backward()
    torch.compiler.reset()
torch.use_deterministic_algorithms(True, warn_only=True)
assert torch.are_deterministic_algorithms_enabled()
assert torch.is_deterministic_algorithms_warn_only_enabled()
print("torch._dynamo.eval_frame" in sys.modules)
"""
ASKS_FOR_MORE = """
import torch
from grader.lean import spare_compiler
spare_compiler()
if hasattr(torch, "_disable_dynamo"):
    import torch._dynamo.config
    print(torch._dynamo.config.verbose)
else:
    print(False)
"""


class Lean(unittest.TestCase):
    def run_apart(self, program: str) -> str:
        """What a program prints in a process of its own, which has torch already."""
        with tempfile.TemporaryFile("w+") as said:
            child = os.fork()
            if child == 0:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                try:
                    exec(program, {"__name__": "program"})
                except BaseException:
                    traceback.print_exc()
                sys.stdout.flush()
                os._exit(0)
            os.waitpid(child, 0)
            said.seek(0)
            return said.read().strip()

    def test_optimizers_leave_the_compiler_unloaded(self) -> None:
        self.assertEqual(self.run_apart(OPTIMIZES), "False")

    def test_checkpointing_leaves_the_compiler_unloaded(self) -> None:
        self.assertEqual(self.run_apart(CHECKPOINTS), "False")

    def test_compiling_and_determinism_leave_the_compiler_unloaded(self) -> None:
        self.assertEqual(self.run_apart(COMPILES), "False")

    def test_whoever_asks_gets_the_real_one(self) -> None:
        self.assertEqual(self.run_apart(ASKS_FOR_MORE), "False")


class Hanging(unittest.TestCase):
    def look(self, file: str) -> candidate.Hang:
        """What is found while a function of ``file``, called by the candidate, is at work."""
        names: dict = {}
        exec(compile("def work(look): return look()", file, "exec"), names)
        exec(compile("\ndef call(work, look): return work(look)", "its.py", "exec"), names)
        return names["call"](
            names["work"],
            lambda: candidate.hang(sys._current_frames(), threading.get_ident(), "its.py"),
        )

    def test_the_compiler_is_named_where_it_is_at_work(self) -> None:
        for file in ("/lib/torch/_dynamo/convert_frame.py", "C:\\torch\\_inductor\\codecache.py"):
            self.assertEqual(self.look(file), candidate.Hang(2, True))

    def test_and_nowhere_else(self) -> None:
        for file in ("/lib/torch/nn/modules/linear.py", "/lib/torch/_dynamo/eval_frame.py"):
            self.assertEqual(self.look(file), candidate.Hang(2, False))


class Computed(unittest.TestCase):
    def test_a_weight_that_forward_computes_is_not_hidden(self) -> None:
        x = torch.randn(3, 4)
        found = parameters.unregistered(
            None,  # type: ignore[arg-type]  # only asked for a line
            lambda: spectral_norm(nn.Linear(4, 2)),
            lambda module: module(x),
        )
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
