"""RMSNorm: a module whose only weight is a gain."""

from dataclasses import replace

import torch

from grader import modules
from grader.functions import Probe
from grader.judgement import Condition, Group
from grader.numbers import randn

SIZE = 6


def is_unit(value):
    """Whether the mean square of every vector is 1."""
    if not isinstance(value, torch.Tensor) or value.dim() == 0:
        return value
    return bool(((value.pow(2).mean(-1) - 1).abs() < 1e-2).all())


def statistics_in_half(question, subject, judgement):
    """In float16 the square of 1,000 is infinite. Where torch has no square root for float16, a
    program that asks for one computes its statistic in float16 as well."""
    x = torch.full((1, SIZE), 1e3, dtype=torch.float16)
    run = subject.attempt(lambda: subject.get("RMSNorm")(SIZE).half()(x).float())
    error = str(run.error)
    if ("sqrt" in error and "Half" in error) or (run.error is None and not is_unit(run.value)):
        yield question.named("half-precision-statistics")


SPREAD = randn(2, 3, SIZE, seed=1) * 2 + 1
QUESTION = modules.question(
    __file__,
    "RMSNorm",
    (SIZE,),
    probes=(
        Probe("of a sequence", (SPREAD,)),
        Probe("of a single vector", (randn(SIZE, seed=2),)),
        Probe("of as many vectors as features", (randn(SIZE, SIZE, seed=3),)),
        Probe("for a batch of one", (randn(1, 4, SIZE, seed=4),)),
        Probe("for a sequence of length one", (randn(3, 1, SIZE, seed=5),)),
        Probe("of a tensor of rank 4", (randn(2, 3, 2, SIZE, seed=6),)),
        Probe("of an empty batch", (torch.zeros(0, 3, SIZE),)),
        Probe("of entries in the thousands", (randn(2, SIZE, seed=7) * 4e3,)),
        Probe("of tiny entries", (randn(2, SIZE, seed=8) * 1e-3,)),
        Probe("of zeros", (torch.zeros(2, SIZE),)),
        Probe("with `eps=0.5`", (SPREAD,), init=(SIZE, 0.5)),
        Probe("of vectors of one number", (randn(3, 1, seed=9),), init=(1,)),
        Probe("of a new module", (SPREAD * 50,), fresh=True, view=is_unit),
    ),
    vectors=True,
    titles={"values": "Every vector is divided by its root mean square, then scaled"},
    names={"unchanged": "inplace-changes-input", "gradients": "statistics-detached"},
    notes=frozenset({"bias-added", "half-precision-statistics"}),
    forbidden=(
        "torch.nn.RMSNorm",
        "torch.nn.LayerNorm",
        *(f"torch.nn.functional.{name}" for name in ("rms_norm", "layer_norm", "normalize")),
        *(f"torch.{name}" for name in ("rms_norm", "layer_norm")),
    ),
)
HALF = Group("half", "The statistic has enough precision", (Condition("half", statistics_in_half),))
STAGES = replace(QUESTION, groups=(*QUESTION.groups, HALF)).stages
