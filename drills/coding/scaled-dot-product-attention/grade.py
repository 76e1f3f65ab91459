"""Scaled dot-product attention for one head: a function with a mask, a causal switch, or both."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn

Q, K, V = randn(2, 5, 4, seed=1), randn(2, 7, 4, seed=2), randn(2, 7, 3, seed=3)
S = randn(2, 6, 4, seed=4)
CAUSAL = (S, S.flip(1), randn(2, 6, 3, seed=5))
ROWS = (torch.arange(5)[:, None] * 2 + torch.arange(7) * 3) % 5 < 3
MASKS = torch.stack([ROWS, ROWS.flip(1)])
PADDING = torch.tensor([[True] * 4 + [False] * 3, [True] * 7])[:, None]
SQUARE = (torch.arange(6)[:, None] + torch.arange(6) * 2) % 4 != 1
SQUARE |= torch.eye(6, dtype=torch.bool)


def probe(label, *tensors, stage="values", **named):
    return Probe(label, tensors, named, stage=stage)


QUESTION = functions.question(
    __file__,
    "attention",
    probes=(
        probe("without a mask", Q, K, V),
        probe("with a mask of shape (Tq, Tk)", Q, K, V, mask=ROWS, stage="mask"),
        probe("with a mask of shape (B, Tq, Tk)", Q, K, V, mask=MASKS, stage="mask"),
        probe("with a padding mask of shape (B, 1, Tk)", Q, K, V, mask=PADDING, stage="mask"),
        probe("with `causal=True`", *CAUSAL, causal=True, stage="causal"),
        probe("with a mask and `causal=True`", *CAUSAL, mask=SQUARE, causal=True, stage="causal"),
        probe("of one tensor in all three places", S, S, S),
        probe("for a batch of one", Q[:1], K[:1], V[:1]),
        probe("for a single query and key", Q[:, :1], K[:, :1], V[:, :1]),
        probe("for scores of 10,000", Q * 1000, K * 40, V, stage="large"),
    ),
    titles={
        "values": "Without a mask it is attention",
        "mask": "The mask lets through what is True and nothing else",
        "causal": "A query sees no later key",
        "large": "Large scores give accurate results",
    },
    bfloat16=True,
    names={
        "unchanged": "inplace-changes-input",
        "gradients": "gradient-cut",
        "dtype": "dtype-changed",
        "device": "mask-on-wrong-device",
    },
    forbidden=(
        "torch.nn.functional.scaled_dot_product_attention",
        "torch.nn.functional.multi_head_attention_forward",
        "torch.nn.MultiheadAttention",
    ),
)
STAGES = QUESTION.stages
