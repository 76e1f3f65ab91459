"""A pre-norm Transformer block: its weights are found part by part, the other part silenced."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from grader import modules
from grader.carry import Mark
from grader.functions import Probe, first
from grader.numbers import randn
from grader.parameters import all_weights

D, HEADS, D_FF = 12, 3, 20

# Far from epsilon, which is free.
X, PULLED = randn(2, 5, D, seed=1) * 20, randn(2, 4, D, seed=7) * 20
ROWS = (torch.arange(5)[:, None] * 2 + torch.arange(5) * 3) % 5 < 3
ROWS |= torch.eye(5, dtype=torch.bool)
CAUSAL = {"mask": torch.ones(5, 5, dtype=torch.bool).tril()}
RANK_4 = {"mask": torch.stack([ROWS, ROWS.T])[:, None]}


def is_wide(matrix: Tensor) -> bool:
    """Whether a matrix belongs to the feed-forward network: one axis is that of hidden units."""
    return any(size in (D_FF, 2 * D_FF) for size in matrix.shape)


def is_square(matrix: Tensor) -> bool:
    return not is_wide(matrix)


def balanced(*places: int) -> Tensor:
    """(1, T, d): position t has four features from place t on. Their mean is 0, so that neither
    kind of norm spreads them."""
    x = torch.zeros(1, len(places), D, dtype=torch.float64)
    for at, place in enumerate(places):
        one, two = randn(2, seed=10 + at, dtype=torch.float64)
        x[0, at, place : place + 4] = torch.stack([one, -one, two, -two])
    return x


def added(module: nn.Module, x: Tensor, mask: Tensor | None = None) -> Tensor:
    """What the block adds to its input, which would drown it. Features have a mean of 0, so that
    either norm does the same, in the backward pass as well."""
    x = x - x.mean(-1, keepdim=True)
    y = first(module(x) if mask is None else module(x, mask=mask))
    return y - x if y.shape == x.shape else y


def scales(module: nn.Module, x: Tensor) -> str:
    """How many learned scales there are: vectors of ones, or of zeros that are added to 1."""
    module(x)  # a block that raises tells nothing
    sizes = {0.0: 0, 1.0: 0}
    for tensor in all_weights(module):
        start = tensor.detach().reshape(-1)[0].item() if tensor.numel() % D == 0 else -1.0
        if start in sizes and bool((tensor == start).all()):
            sizes[start] += tensor.numel() // D
    return {0: "none", 1: "one"}.get(sizes[1.0] or sizes[0.0], "two")


def up_first(count: int) -> list[int] | None:
    """A fused matrix whose first half is not the gate's."""
    half = count // 2
    return [*range(half, count), *range(half)] if count == 2 * D_FF else None


def interleaved(count: int) -> list[int] | None:
    """A fused matrix in which the gate's rows alternate with the others."""
    half = count // 2
    return [at % 2 * half + at // 2 for at in range(count)] if count == 2 * D_FF else None


def alternating(count: int) -> list[int] | None:
    places = interleaved(count)
    return [(at + D_FF) % count for at in places] if places else None


def probe(label: str, x: Tensor, mask: dict[str, Tensor] | None = None, **more) -> Probe:
    return Probe(label, (x,), mask or {}, "mask" if mask else "values", drive=added, **more)


QUESTION = modules.question(
    __file__,
    "TransformerBlock",
    (D, HEADS, D_FF),
    probes=(
        probe("without a mask", X),
        probe("with a causal mask", X, CAUSAL),
        probe("with a mask of rank 4", X, RANK_4),
        probe("for a batch of one", randn(1, 4, D, seed=5) * 20),
        probe("for a sequence of length one", randn(3, 1, D, seed=6) * 20),
        probe("with a single head", X, init=(D, 1, D_FF)),
        probe("of zeros", torch.zeros(1, 2, D), once=True),
        Probe("of counting its learned scales", (X,), fresh=True, once=True, drive=scales),
    ),
    marks=(
        Mark((balanced(0),), ((0, 4),), without=is_wide),
        Mark((balanced(0, 0, 4),), ((0, 4), (4, 8)), pick=lambda y: y[:, 2], without=is_wide),
        Mark((PULLED,), ((0, 4),), pulled=True, without=is_wide, centred=True),
        Mark((balanced(0),), ((0, 4),), without=is_square),
        Mark((PULLED,), ((0, 4),), pulled=True, without=is_square, centred=True),
    ),
    orders=(up_first, interleaved, alternating),
    titles={"values": "Both parts are wired as they should be", "mask": "With a mask too"},
    off={"large magnitudes": "The norms make all magnitudes alike."},
    forbidden=(
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
        *(
            f"torch.nn.Transformer{part}"
            for part in ("", "Encoder", "EncoderLayer", "Decoder", "DecoderLayer")
        ),
    ),
)
STAGES = QUESTION.stages
