"""The compiler stays unloaded, and computed tensors are no hidden weights."""

import subprocess
import sys
import unittest
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils import spectral_norm

from grader import parameters

SOURCE = Path(__file__).resolve().parents[2] / "src"

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
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": str(SOURCE), "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def test_optimizers_leave_the_compiler_unloaded(self) -> None:
        self.assertEqual(self.run_apart(OPTIMIZES), "False")

    def test_checkpointing_leaves_the_compiler_unloaded(self) -> None:
        self.assertEqual(self.run_apart(CHECKPOINTS), "False")

    def test_whoever_asks_gets_the_real_one(self) -> None:
        self.assertEqual(self.run_apart(ASKS_FOR_MORE), "False")


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
