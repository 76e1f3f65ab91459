"""Unit tests of the grader: `python -m test.grader`, see `__main__.py`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from grader.lean import spare_compiler  # noqa: E402

spare_compiler()  # as in every process of the grader; importing the compiler takes seconds
