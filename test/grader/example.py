"""A tiny drill, written into a temporary folder, and ways to grade programs against it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

from grader import batch
from grader.wire import Request

GENEROUS_MS = 180_000  # the limit of what does not hang, however busy the machine is
SRC = Path(__file__).resolve().parents[2] / "src"

GRADE = """
import torch
from grader import common, contract, demo, parameters
from grader.contract import ModuleClass, takes
from grader.findings import Finding
from grader.numbers import close, precision, randn
from grader.stages import Stage
from .helper import DOUBLE

def called(subject):
    with precision(torch.float64):
        x = randn(2, 3, seed=1)
        built = subject.attempt(subject.get("Doubler"), 3)
        return x, built if built.error is not None else subject.attempt(built.value, x)

def shape(subject):
    with precision(torch.float64):
        _, out = subject.once(called)
        if out.error is not None:
            if "listed" in str(out.error):
                return [Finding("listed-mistake", "It said so.", subject.line_of(out.error))]
            return [common.explain(subject, out.error)]
        if not isinstance(out.value, torch.Tensor) or out.value.shape != (2, 3):
            return [common.wrong_shape(subject, out.value, (2, 3), "The output")]
    return parameters.unregistered(
        subject, lambda: subject.get("Doubler")(3), lambda m: m(torch.ones(2, 3)))

def values(subject):
    x, out = subject.once(called)
    actual = out.value
    if not close(actual, DOUBLE * x):
        if close(actual, 3 * x):
            return [Finding("tripled", detail={"times": 3.0, "what": "the input"})]
        return [Finding(None, "The values differ.")]

STAGES = (
    contract.parses(),
    contract.defines(
        ModuleClass("Doubler", takes("size"), takes("x", optional=("scale",))),
        forbidden=("torch.nn.Identity",)),
    demo.runs(),
    Stage("shape", "The shape is kept", shape),
    Stage("values", "Values are doubled", values),
)
"""

GOOD = """
import torch
from torch import nn

class Doubler(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, x, scale=None):
        return 2 * x

if __name__ == "__main__":
    print(Doubler(3)(torch.randn(2, 3)).shape)
"""


class Folder:
    """A temporary drill folder with candidates."""

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.path = Path(self._temporary.name)
        (self.path / "grade.py").write_text(GRADE)
        (self.path / "helper.py").write_text("DOUBLE = 2\n")

    def close(self) -> None:
        self._temporary.cleanup()

    def request(self, source: str, limit_ms: int = GENEROUS_MS, **more: Any) -> Request:
        file = self.path / "candidate_file.py"
        file.write_text(textwrap.dedent(source))
        return Request("nonce1", str(self.path), str(file), limit_ms=limit_ms, **more)

    def grade(self, source: str, limit_ms: int = GENEROUS_MS, **more: Any) -> Any:
        """The verdict from a forked child."""
        request = self.request(source, limit_ms, **more)
        batch.make_ready(request.drill)
        return batch.grade(request)

    def serve(self, source: str) -> list[str]:
        """All lines that a real worker process sends for this program."""
        request = self.request(source)
        line = {"v": 1, "nonce": request.nonce, "drill": request.drill, "file": request.file}
        done = subprocess.run(
            [sys.executable, "-m", "grader.worker"],
            input=json.dumps(line) + "\n",
            capture_output=True,
            text=True,
            timeout=GENEROUS_MS / 1e3,
            env={**os.environ, "PYTHONPATH": str(SRC)},
        )
        return done.stdout.splitlines()


def named(verdict: dict[str, Any]) -> list[str]:
    return [mistake["id"] for mistake in verdict["mistakes"]]
