"""On a machine with an accelerator, the usual lines that choose a device choose the CPU."""

import os
import subprocess
import sys
import unittest

from .example import SRC

# As torch is on a Mac: what it says of the hardware comes from one function of its core.
PROGRAM = """
import torch
torch._C._mps_is_available = lambda: True
torch._C._has_mps = True
from grader.sandbox import quiet_environment
quiet_environment()
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
print(device)
if hasattr(torch, "accelerator"):
    print(torch.accelerator.is_available(), torch.accelerator.current_accelerator())
if hasattr(torch, "xpu"):
    print(torch.xpu.is_available())
"""


class Devices(unittest.TestCase):
    def test_an_accelerator_is_hidden(self) -> None:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROGRAM],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(SRC)},
        )
        device, *others = done.stdout.splitlines() or [done.stderr]
        self.assertEqual(device, "cpu")
        for line in others:
            self.assertIn(line, ("False", "False None"))


if __name__ == "__main__":
    unittest.main()
