"""The backward pass of attention: a function, its three gradients judged one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from grader import functions
from grader.functions import Probe
from grader.numbers import randn

# No two sizes are equal, and none is a square or a multiple of another.
BATCH, QUERIES, KEYS, WIDTH, VALUES = 2, 3, 5, 7, 11
GRADIENTS = ("dq", "dk", "dv")


def inputs(b: int, tq: int, tk: int, d: int, dv: int, seed: int) -> tuple[Tensor, ...]:
    shapes = ((b, tq, d), (b, tk, d), (b, tk, dv), (b, tq, dv))
    return tuple(randn(*shape, seed=seed + at) for at, shape in enumerate(shapes))


def large() -> tuple[Tensor, ...]:
    """Scores in the thousands, two of them equal in each row: the others underflow."""
    q, k, v, grad_out = inputs(BATCH, QUERIES, KEYS, WIDTH, VALUES, seed=41)
    k[:, 1:3] = k[:, :1] * 8
    return q * 1e3, k, v, grad_out


def gradient(at: int) -> Callable[..., Any]:
    @torch.no_grad()
    def drive(function: Callable[..., Any], *tensors: Tensor) -> Any:
        returned = function(*tensors)
        if not isinstance(returned, (tuple, list)) or len(returned) != len(GRADIENTS):
            raise TypeError("`attention_backward` must return the three gradients (dq, dk, dv)")
        return returned[at]

    return drive


def probes(label: str, tensors: tuple[Tensor, ...], stage: str = "values") -> Iterator[Probe]:
    for at, name in enumerate(GRADIENTS):
        # In float32 a score in the thousands is known to three decimals: no two programs agree.
        once = stage == "large"
        yield Probe(f"`{name}` {label}", tensors, stage=stage, once=once, drive=gradient(at))


DIFFERENT = (BATCH, QUERIES, KEYS, WIDTH, VALUES)
QUESTION = functions.question(
    __file__,
    "attention_backward",
    probes=(
        *probes("where all sizes differ", inputs(*DIFFERENT, seed=1)),
        *probes("where all sizes are equal", inputs(4, 4, 4, 4, 4, seed=11)),
        *probes("for a batch of one with one query", inputs(1, 1, KEYS, WIDTH, VALUES, seed=21)),
        *probes("for one key", inputs(BATCH, QUERIES, 1, WIDTH, VALUES, seed=31)),
        *probes("for scores in the thousands", large(), stage="large"),
    ),
    titles={
        "values": "The three gradients are right",
        "large": "Large scores give finite and right gradients",
    },
    gradients=False,
    names={"unchanged": "inplace-changes-input"},
    forbidden=(
        "torch.autograd.grad",
        "torch.autograd.backward",
        # A layer may have a `backward` of its own; without these, torch's has no graph.
        *(f"torch.{name}" for name in ("enable_grad", "set_grad_enabled")),
        "torch.Tensor.requires_grad_",
        *(f"torch.autograd.functional.{name}" for name in ("vjp", "jacobian", "jvp")),
        *(f"torch.func.{name}" for name in ("vjp", "grad", "jacrev", "jacfwd")),
    ),
)
STAGES = QUESTION.stages
