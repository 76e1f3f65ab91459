"""LayerNorm: a module whose weights are a gain and a bias."""

import torch

from grader import modules
from grader.functions import Probe
from grader.numbers import randn

SIZE = 6


def is_standard(value):
    """Whether every vector has mean 0 and variance 1, with room for rounding far from zero."""
    if not isinstance(value, torch.Tensor) or value.dim() == 0:
        return value
    mean, variance = value.mean(-1), value.var(-1, unbiased=False)
    return bool((mean.abs() < 1e-3).all() and ((variance - 1).abs() < 1e-2).all())


SPREAD = randn(2, 3, SIZE, seed=1) * 2 + 1
# In float64 a mean of 1e8 is what a mean of a few thousand is in float32.
FAR = randn(4, SIZE, seed=9, dtype=torch.float64) + 1e8
CONSTANT = torch.tensor([[3.0], [-2.0]]).expand(2, SIZE)
QUESTION = modules.question(
    __file__,
    "LayerNorm",
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
        Probe("of constant vectors", (CONSTANT,)),
        Probe("with `eps=0.5`", (SPREAD,), init=(SIZE, 0.5)),
        Probe("of vectors of one number", (randn(3, 1, seed=8),), init=(1,)),
        Probe("of a fresh module", (SPREAD * 50,), fresh=True, view=is_standard),
        Probe("of vectors far from zero", (FAR,), fresh=True, once=True, view=is_standard),
    ),
    vectors=True,
    titles={"values": "Every vector is normalised by itself, then scaled and shifted"},
    names={"unchanged": "inplace-changes-input", "gradients": "statistics-detached"},
    notes=frozenset({"variance-cancels"}),
    forbidden=(
        *(f"torch.nn.{name}Norm" for name in ("Layer", "Group")),
        *(f"torch.nn.functional.{name}_norm" for name in ("layer", "group", "batch", "instance")),
        *(f"torch.{name}_norm" for name in ("layer", "group", "batch", "instance")),
        *(f"torch.nn.{kind}Norm{n}d" for kind in ("Batch", "Instance") for n in (1, 2, 3)),
        "torch.native_layer_norm",
    ),
)
STAGES = QUESTION.stages
