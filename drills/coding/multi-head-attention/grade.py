"""Multi-head attention: the solution's weights, found by what feeds them, in the candidate."""

import torch
from torch import Tensor

from grader import modules, plain
from grader.carry import Mark
from grader.functions import Probe
from grader.numbers import randn

# A head is 5 wide: no root or ratio of these sizes is a factor that a program uses by chance.
HEADS, WIDTH = 3, 15


def inputs(queries: int, keys: int, seed: int) -> tuple[Tensor, ...]:
    sizes = (queries, keys, keys)
    return tuple(randn(2, n, WIDTH, seed=seed + at) for at, n in enumerate(sizes))


def masks(queries: int, keys: int) -> tuple[Tensor, ...]:
    """The same mask as (B, 1, Tq, Tk) and as (B, Tq, Tk)."""
    rows, columns = torch.arange(queries)[:, None], torch.arange(keys)
    pair = torch.stack([(rows * 2 + columns * 3) % 5 < 3, (rows * 3 + columns) % 4 < 2])
    return pair[:, None], pair


def masked(queries: int, keys: int, seed: int, label: str, stage: str) -> tuple[Probe, ...]:
    four, three = masks(queries, keys)
    two = three[0]
    given = inputs(queries, keys, seed)
    both = {"mask": two.expand(2, queries, keys)}
    shapes = (("(Tq, Tk)", two, both), ("(B, 1, Tq, Tk)", four, {"mask": three}))
    return tuple(
        Probe(
            f"with a mask of shape {shape}{label}",
            given,
            {"mask": mask},
            stage=stage,
            forms=(other,),
        )
        for shape, mask, other in shapes
    )


SELF = randn(2, 6, WIDTH, seed=17)
MARKED = tuple(
    x * ((torch.arange(WIDTH) >= 4 * at) & (torch.arange(WIDTH) < 4 * at + 4))
    for at, x in enumerate(inputs(6, 6, 23))
)
GROUPS = ((0, 4), (4, 8), (8, 12))


def features_first(count: int) -> list[int]:
    """Heads that are dealt out feature by feature."""
    return [row for at in range(count // HEADS) for row in range(at, count, count // HEADS)]


QUESTION = modules.question(
    __file__,
    "MultiHeadAttention",
    (WIDTH, HEADS),
    probes=(
        Probe("of three different inputs", inputs(6, 6, 11)),
        Probe("of one input in all three places", (SELF, SELF, SELF)),
        *masked(6, 6, 31, "", "mask"),
        Probe("for 6 queries and 7 keys", inputs(6, 7, 43), stage="cross"),
        *masked(6, 7, 47, " for 6 queries and 7 keys", "cross"),
        Probe("for a batch of one", tuple(x[:1] for x in inputs(6, 7, 53)), stage="small"),
        Probe("for one query", inputs(1, 7, 57), stage="small"),
        Probe("for a sequence of length one", inputs(1, 1, 61), stage="small"),
    ),
    marks=(
        Mark(MARKED, GROUPS),
        Mark(inputs(6, 6, 71), ((0, 4),), pulled=True),
    ),
    orders=(features_first,),
    titles={
        "values": "Without a mask it is multi-head attention",
        "mask": "The mask lets through what is True and nothing else",
        "cross": "Query and key may differ in length",
        "small": "A batch of one and a length of one work",
    },
    extras={"normalisation-added": plain.unnormalised},
    names={"chance": "dropout-in-eval"},
    off={"large magnitudes": "The contract promises nothing there, and allows torch's softmax."},
    forbidden=(
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
        "torch.nn.functional.scaled_dot_product_attention",
    ),
)
STAGES = QUESTION.stages
