"""Grouped-query attention: a module whose weights are found by what feeds them."""

import torch

from grader import modules
from grader.carry import Mark
from grader.functions import Probe
from grader.numbers import randn

D, HEADS, GROUPS = 24, 6, 2
X = randn(2, 5, D, seed=1)
ROWS = (torch.arange(5)[:, None] * 2 + torch.arange(5) * 3) % 5 < 3
ROWS |= torch.eye(5, dtype=torch.bool)
CAUSAL = {"mask": torch.ones(5, 5, dtype=torch.bool).tril()}
RANK_4 = {"mask": torch.stack([ROWS, ROWS.T])[:, None]}
PAIR = torch.zeros(1, 3, D, dtype=torch.float64)  # the last position has features of its own
PAIR[:, :2, :8], PAIR[:, 2, 8:16] = randn(1, 2, 8, seed=2), randn(1, 8, seed=3)
ONE = torch.zeros(1, 1, D, dtype=torch.float64)
ONE[..., :8] = randn(1, 1, 8, seed=4)

QUESTION = modules.question(
    __file__,
    "GroupedQueryAttention",
    (D, HEADS, GROUPS),
    probes=(
        Probe("without a mask", (X,)),
        Probe("with a causal mask", (X,), CAUSAL, stage="mask"),
        Probe("with a mask of rank 4", (X,), RANK_4, stage="mask"),
        Probe("for a batch of one", (randn(1, 4, D, seed=5),)),
        Probe("with two heads for each key and value head", (X,), init=(D, 4, 2)),
        Probe("with as many key and value heads as heads", (X,), init=(D, 4, 4)),
        Probe("with a single key and value head", (X,), init=(D, 4, 1)),
        Probe(
            "with a mask and a single key and value head",
            (X,),
            CAUSAL,
            stage="mask",
            init=(D, 4, 1),
        ),
        Probe("for a sequence of length one", (randn(3, 1, D, seed=6),)),
    ),
    marks=(
        Mark((ONE,), ((0, 8),)),
        Mark((PAIR,), ((0, 8), (8, 16)), pick=lambda output: output[:, 2]),
        Mark((randn(2, 4, D, seed=7),), ((0, 4),), pulled=True),
    ),
    titles={"values": "Without a mask the values are right", "mask": "With a mask too"},
    names={"chance": "dropout-in-eval"},
    off={"large magnitudes": "The contract promises nothing there, and allows torch's softmax."},
    forbidden=(
        "torch.nn.functional.scaled_dot_product_attention",
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
    ),
)
STAGES = QUESTION.stages
