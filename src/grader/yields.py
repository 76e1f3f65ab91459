"""What a program of the drill's own yields in every case, as rows of tables hold it."""

from __future__ import annotations

import itertools
from functools import partial

from . import candidate
from .cases import Setting
from .numbers import precision, seeded
from .observation import RAISES, Digest
from .question import Question
from .table import Observed


def yielded(question: Question, text: str, reading: int, seed: int) -> Observed | None:
    """The digest of every case, with the program read in the way of that number; None where there
    is no such way. Not for a candidate's program: what it does to torch stays."""
    setting, kind = Setting(seed=seed), question.kind
    with seeded(seed), precision(setting.dtype):
        try:
            module = kind.reference.load(text)
            readings = kind.prepare(partial(getattr, module), setting, candidate.attempt)
            prepared = next(itertools.islice(readings, reading, None), None)
        except Exception:  # it does not even build
            return {case.id: Digest(RAISES) for case in kind.cases}
        if prepared is None:
            return None
        seen = {c.id: c.observe(prepared, setting, candidate.attempt) for c in kind.cases}
        return question.digests(seen)
