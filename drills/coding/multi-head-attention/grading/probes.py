"""The candidate's module under tiny inputs: all dimensions distinct, every call repeatable."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn, zeros
from torch.nn import functional
from torch.nn.parameter import UninitializedParameter

from grader.candidate import Attempt
from grader.numbers import precision, randn, seeded
from grader.subject import Subject

NAME = "MultiHeadAttention"
# d_k is 5: no root or ratio of these sizes is a factor that a program may use by chance.
BATCH, HEADS, D_MODEL, T_QUERY, T_KEY = 2, 3, 15, 6, 7
GROUP = 4  # features of marked inputs that belong to one argument

# Functions of torch.nn.functional that are switched off while weights are compared.
_NORMS = ("layer_norm", "rms_norm", "batch_norm", "group_norm", "instance_norm")
_DROPOUTS = ("dropout", "alpha_dropout", "feature_alpha_dropout", "dropout1d", "dropout2d")


@dataclass
class Probe:
    """One instance in eval mode and how to call it. ``norms`` lists normalisations that ran."""

    subject: Subject
    dtype: torch.dtype
    module: nn.Module
    still: bool = False  # dropout is switched off too
    norms: list[str] = field(default_factory=list)

    def call(
        self, arguments: Sequence[Tensor], mask: Tensor | None = None, seed: int = 7
    ) -> Attempt:
        """Calls the module on the arguments; the value is whatever it returns."""
        # One clone a distinct tensor: in-place code must not spoil the next call, but code
        # that asks `key is value` must still see one object.
        copies = {id(a): a.clone() for a in arguments}
        given: list[Any] = [copies[id(a)] for a in arguments]
        named: dict[str, Any] = {}
        if mask is not None:
            if _mask_by_name(self.module):
                named["mask"] = mask.clone()
            else:
                given.append(mask.clone())
        with precision(self.dtype), seeded(seed), self._switched_off():
            return self.subject.attempt(self.module, *given, **named)

    def output(self, arguments: Sequence[Tensor], mask: Tensor | None = None) -> Attempt:
        """Like ``call``, but the value is the output alone, without attention weights."""
        called = self.call(arguments, mask)
        return Attempt(first(called.value)) if called.ok else called

    @contextlib.contextmanager
    def _switched_off(self) -> Iterator[None]:
        """Makes normalisation (and dropout) pass its input through, and notes which ran."""
        names = _NORMS + (_DROPOUTS if self.still else ())
        before = {name: getattr(functional, name) for name in names if hasattr(functional, name)}

        def passing(name: str) -> Any:
            def function(input: Tensor, *rest: Any, **more: Any) -> Tensor:
                if name in _NORMS:
                    self.norms.append(name)
                return input

            return function

        for name in before:
            setattr(functional, name, passing(name))
        try:
            yield
        finally:
            for name, function in before.items():
                setattr(functional, name, function)


def _mask_by_name(module: nn.Module) -> bool:
    try:
        parameters = inspect.signature(module.forward).parameters
    except (TypeError, ValueError):
        return False
    return "mask" in parameters


def first(value: Any) -> Any:
    """The output of an output or of an (output, weights) pair."""
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return value[0]
    return value


def build(
    subject: Subject, dtype: torch.dtype, seed: int = 3, more: dict[str, float] | None = None
) -> Attempt:
    """A fresh module in eval mode; ``more`` are further constructor arguments."""

    def make() -> nn.Module:
        module = subject.get(NAME)(D_MODEL, HEADS, **(more or {}))
        module = module.to(dtype).eval()
        if any(isinstance(p, UninitializedParameter) for p in module.parameters()):
            module(*inputs(dtype, T_QUERY, T_QUERY))  # lazy layers take their sizes from a call
        return module

    with precision(dtype), seeded(seed):
        return subject.attempt(make)


def inputs(dtype: torch.dtype, t_query: int, t_key: int, seed: int = 11) -> list[Tensor]:
    """Distinct query, key and value."""
    return [
        randn(BATCH, length, D_MODEL, seed=seed + i, dtype=dtype)
        for i, length in enumerate((t_query, t_key, t_key))
    ]


def marked_inputs(dtype: torch.dtype, length: int) -> list[Tensor]:
    """Inputs whose features tell them apart: the first GROUP are the query's, then the key's and
    the value's; the rest are zero in all."""
    marked = []
    for i, x in enumerate(inputs(dtype, length, length, seed=23)):
        kept = zeros(D_MODEL, dtype=dtype)
        kept[GROUP * i : GROUP * (i + 1)] = 1
        marked.append(x * kept)
    return marked


def masks(t_query: int, t_key: int) -> dict[int, Tensor]:
    """By rank: (Tq, Tk), (B, Tq, Tk) and (B, 1, Tq, Tk). Every row keeps two keys
    or more and loses two or more, so that even an inverted mask empties none."""
    one = zeros(t_query, t_key, dtype=torch.bool)
    two = zeros(t_query, t_key, dtype=torch.bool)
    for i in range(t_query):
        for j in range(t_key):
            one[i, j] = (i * 2 + j * 3) % 5 < 3
            two[i, j] = (i * 3 + j) % 4 < 2
    batched = torch.stack([one, two])
    return {2: one, 3: batched, 4: batched[:, None]}
