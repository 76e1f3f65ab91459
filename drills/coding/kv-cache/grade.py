"""Self-attention with a KV cache: one module, fed whole and in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from grader import modules
from grader.carry import Mark
from grader.findings import Finding
from grader.functions import Probe
from grader.functions import first as first_of
from grader.numbers import close, randn
from grader.stages import Stage
from grader.subject import Subject

# A head is 5 wide: no root or ratio of these sizes is a factor that a program uses by chance.
HEADS, WIDTH = 3, 15
X, OTHER = randn(3, 6, WIDTH, seed=1), randn(1, 4, WIDTH, seed=2)
ONE = randn(1, 1, WIDTH, seed=3) * (torch.arange(WIDTH) < 5)
PAIR = randn(1, 3, WIDTH, seed=4) * (torch.arange(WIDTH) < 5)
PAIR[:, 2] = PAIR[:, 2].roll(5, -1)  # the last position has features of its own


@torch.no_grad()
def steps(module: nn.Module, pieces: Sequence[Tensor]) -> Iterator[Tensor]:
    """The output for each piece; gradients are asked for without a cache only."""
    cache: Any = None
    for piece in pieces:
        returned = module(piece, cache=cache)
        if not isinstance(returned, (tuple, list)) or len(returned) != 2:
            raise TypeError("`forward` must return the pair (output, cache)")
        output, cache = returned
        yield output


def joined(outputs: list[Tensor]) -> Tensor:
    """One tensor, also where lengths or batches do not fit together."""
    if len({(len(one), one.shape[-1]) for one in outputs}) == 1:
        return torch.cat(outputs, dim=1)
    return torch.cat([one.flatten() for one in outputs])


def pieces(*sizes: int):
    def drive(module: nn.Module, x: Tensor) -> Tensor:
        return joined(list(steps(module, x.split(sizes, dim=1))))

    return drive


def alternating(module: nn.Module, x: Tensor, other: Tensor) -> Tensor:
    """Two sequences through one module, each with its own cache."""
    turns = zip(steps(module, x.split([1, 2, 1, 2], 1)), steps(module, other.split(1, 1)))
    return joined([output for turn in turns for output in turn])


@torch.no_grad()
def other_weights(module: nn.Module, x: Tensor) -> Tensor:
    """All weights change between two pieces: what was projected before is not projected again."""
    before = [(p, p.data) for p in module.parameters()]
    try:
        outputs = []
        for output in steps(module, x.split([4, 2], dim=1)):
            outputs.append(output)
            for p, old in before:
                p.data = old * 1.5  # not in place: the graph of another call may need the old ones
        return joined(outputs)
    finally:
        for p, old in before:
            p.data = old


def features_first(count: int) -> list[int]:
    """Heads that are dealt out feature by feature."""
    return [row for at in range(count // HEADS) for row in range(at, count, count // HEADS)]


def cached(label: str, drive: Any, *inputs: Tensor) -> Probe:
    return Probe(label, inputs, stage="cache", drive=drive)


QUESTION = modules.question(
    __file__,
    "CausalSelfAttention",
    (WIDTH, HEADS),
    probes=(
        Probe("without a cache", (X,)),
        Probe("for a batch of one", (X[:1],)),
        Probe("for a sequence of length one", (X[:, :1],)),
        cached("token by token", pieces(1, 1, 1, 1, 1, 1), X),
        cached("token by token for a batch of one", pieces(1, 1, 1, 1), OTHER),
        cached("in two pieces of 3", pieces(3, 3), X),
        cached("in pieces of 2, 1 and 3", pieces(2, 1, 3), X),
        cached("of two sequences that take turns", alternating, X, OTHER),
        cached("with other weights from the second piece on", other_weights, X),
    ),
    marks=(
        Mark((ONE,), ((0, 5),)),
        Mark((PAIR,), ((0, 5), (5, 10)), pick=lambda output: output[:, 2]),
        Mark((randn(2, 4, WIDTH, seed=5),), ((0, 4),), pulled=True),
    ),
    orders=(features_first,),
    titles={
        "values": "Without a cache it is causal attention",
        "cache": "In pieces it gives the same, and projects each position once",
    },
    off={"large magnitudes": "The contract promises nothing there, and allows torch's softmax."},
    forbidden=(
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
    ),
)


def fresh(subject: Subject) -> list[Finding]:
    """A module that keeps what it has seen may raise wherever sizes differ, and so tell nothing."""
    built = subject.attempt(subject.get("CausalSelfAttention"), WIDTH, HEADS)
    if not isinstance(built.value, nn.Module):
        return []
    module, x = built.value.eval(), randn(2, 3, WIDTH, seed=6)
    first, second = (first_of(subject.attempt(module, x).value) for _ in range(2))
    if isinstance(first, Tensor) and (second is None or not close(second, first, x.dtype)):
        return [Finding("cache-kept-in-module")]
    return []


_FRESH = Stage("fresh", "A call without a cache starts anew", fresh, needs=("parses", "defines"))
# First of all: a mutable default is filled by any other call.
STAGES = (*QUESTION.stages[:2], _FRESH, *QUESTION.stages[2:])
