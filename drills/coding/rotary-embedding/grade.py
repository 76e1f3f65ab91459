"""Rotary position embedding: a function, and the two things that only large positions show."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

X = randn(2, 4, 3, 6, seed=1).transpose(1, 2)  # as heads are split off: no contiguous tensor
ORDER = torch.tensor([5, 0, 23, 2])
SQUARE = randn(2, 4, 4, 8, seed=2)  # as many heads as positions: what confuses them still runs


def probe(label, x, positions, **named):
    return Probe(label, (x, torch.as_tensor(positions)), named)


def far(get, setting, record):
    """Scores at positions near 1e5, and a vector at neighbouring positions in bfloat16."""
    rope = get("apply_rope")
    q, k = (randn(1, 1, 2, 6, seed=s, dtype=setting.dtype) for s in (3, 4))

    def scores(offset):
        at = torch.tensor([offset + 7, offset + 2])
        return (rope(q, at) * rope(k, at - 2)).sum(-1)

    record["scores"] = compared(scores(99_000), scores(0), "the one near position 0")
    low, at = randn(1, 1, 4, 6, seed=5, dtype=torch.bfloat16), torch.tensor([0, 1000, 1001, 30_001])
    record["bfloat16"] = compared(rope(low, at), rope(low.to(q.dtype), at), "that of exact angles")


def compared(found, wanted, same):
    """Angles in float32 are off by up to 0.01 at 1e5, and bfloat16 has 8 significant bits."""
    near = torch.allclose(found.to(wanted.dtype), wanted, atol=0.1, rtol=0.02)
    return same if near else "another one"


FACETS = {
    "scores": "The score of a query and a key near position 100,000",
    "bfloat16": "The result for bfloat16 at positions up to 30,001",
}
QUESTION = functions.question(
    __file__,
    "apply_rope",
    probes=(
        probe("for positions in any order", X, ORDER),
        probe("for positions 0 to 3", X, range(4)),
        probe("at position 0", X[:, :, :1], [0]),
        probe("with as many heads as positions", SQUARE, [3, 4, 5, 6]),
        probe("with `base=500`", X, ORDER, base=500.0),
        probe("for a batch of one", X[:1], ORDER),
        probe("for a single position and pair", X[:, :, :1, :2], [9]),
        probe("of entries in the thousands", X * 4e3, ORDER),
        probe("of zeros", torch.zeros(1, 2, 3, 6), [1, 2, 3]),
    ),
    scenarios=(Scenario("far", far, FACETS, "far", "apply_rope"),),
    titles={
        "values": "Every pair is turned by the angle of its position",
        "far": "Angles are precise at large positions and for bfloat16",
    },
    bfloat16=True,
    names={"unchanged": "inplace-changes-input", "dtype": "dtype-changed"},
    off={"strided": "Complex views need a contiguous last axis, which split heads have."},
)
STAGES = QUESTION.stages
