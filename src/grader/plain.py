"""Makes modules plain enough to compare: without random dropout, parametrised weights, rounding."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, float32, float64, nn
from torch.nn import functional
from torch.nn.utils import parametrize, remove_spectral_norm, remove_weight_norm

_DROPOUTS = ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout",
             "feature_alpha_dropout")  # fmt: skip
_WIDER: dict[Any, Any] = {float32: float64, torch.FloatTensor: torch.DoubleTensor}
_NORMS = ("layer_norm", "rms_norm", "batch_norm", "group_norm", "instance_norm")


def still() -> contextlib.AbstractContextManager[None]:
    """Turns torch's dropout off in every mode, so that what it is applied to can be judged."""
    return _passing(_DROPOUTS)


def unnormalised() -> contextlib.AbstractContextManager[None]:
    """Turns torch's normalisations off: what they are applied to passes through."""
    return _passing(_NORMS)


def flat() -> contextlib.AbstractContextManager[None]:
    """Turns dropout and normalisation off: a norm sends every gradient to every feature."""
    return _passing(_DROPOUTS + _NORMS)


@contextlib.contextmanager
def _passing(names: tuple[str, ...]) -> Iterator[None]:
    places = [(home, name) for home in (functional, torch) for name in names]
    before = [(home, name, getattr(home, name)) for home, name in places if hasattr(home, name)]
    for home, name, _ in before:
        setattr(home, name, _unchanged)
    try:
        yield
    finally:
        for home, name, function in before:
            setattr(home, name, function)


def _unchanged(input: Tensor, *rest: Any, **named: Any) -> Tensor:
    return input


@contextlib.contextmanager
def widened(home: Any) -> Iterator[None]:
    """Makes float64 of what a candidate's module ``home`` writes as float32, so that rounding is
    no topic. The default dtype is set apart from it; see ``numbers.precision``."""
    names = [(torch, name) for name in ("float", "float32", "FloatTensor")]
    names += [(home, name) for name in vars(home)]
    found = [(o, n, vars(o)[n]) for o, n in names if any(vars(o)[n] is one for one in _WIDER)]
    to_float = Tensor.float
    for owner, name, value in found:
        setattr(owner, name, _WIDER[value])
    Tensor.float = Tensor.double
    try:
        yield
    finally:
        Tensor.float = to_float
        for owner, name, value in found:
            setattr(owner, name, value)


def without_parametrisations(module: nn.Module) -> nn.Module:
    """Replaces weight norm, spectral norm and the like by the weights that they yield: a layer
    computes the same with them, and these can be set."""
    for part in module.modules():
        if parametrize.is_parametrized(part):
            for name in list(part.parametrizations):  # type: ignore[union-attr]
                parametrize.remove_parametrizations(part, name, leave_parametrized=True)
        for hook in list(part._forward_pre_hooks.values()):
            name = getattr(hook, "name", None)
            for kind, remove in (("WeightNorm", remove_weight_norm), ("SpectralNorm", remove_spectral_norm)):
                if type(hook).__name__ == kind and isinstance(name, str):
                    remove(part, name)
    return module
