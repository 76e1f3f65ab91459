"""A reference block with bug flags, for programs whose convolutions are not function calls
(unfold and a product, einsum, linear layers): their weights are found by size."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import torch
from torch import Tensor, nn

from grader import oracle
from grader.numbers import precision, randomise
from grader.parameters import all_weights

from .cases import Case, Probe
from .trace import run

_CONV = torch.conv2d
_NO_GRAD = torch.no_grad
_LEVEL = 0.6  # every scale and every shift, so that it does not matter which is which
_TRIES = 24

Flags = frozenset


def is_hidden(probe: Probe) -> bool:
    """Whether fewer convolutions were seen than the block's other weights could make up for."""
    wanted = len(probe.case.kernels) + (not probe.case.fits)
    if len(probe.real.convs) >= wanted:
        return False
    seen = {id(c.weight) for c in probe.real.convs}
    others = [w for w in all_weights(probe.block) if w.dim() >= 2 and id(w) not in seen]
    others = [w for w in others if w.numel() > max(w.shape)]
    return bool(others)


def explain(probe: Probe) -> oracle.Match | None:
    """The fewest bugs that make the reference agree with the block, on its own weights."""
    x = probe.x
    weights = all_weights(probe.block)
    kernels = [w for w in weights if w.dim() >= 2 and w.numel() > max(w.shape)]
    with _NO_GRAD():
        for w in weights:
            if all(w is not k for k in kernels):
                w.fill_(_LEVEL)
    randomise(kernels, 51, 30.0)  # large, so that the epsilon of a norm does not count
    with precision(probe.dtype):
        out = run(probe.block, x).output
    if not isinstance(out, Tensor) or not out.is_floating_point():
        return None
    choices = list(itertools.islice(_choices(probe.case, kernels), _TRIES))
    for most in (0, 1, 2):
        for strides, chosen in choices:

            def reference(flags: Flags, strides=strides, chosen=chosen) -> Tensor:
                return _block(probe.case, x, strides, chosen, flags)

            match = oracle.explain(
                out,
                reference,
                _bugs(probe.case),
                least=most,
                most=most,
                dtype=torch.float32,  # the tolerance: epsilons differ
                seconds=0.1,
            )
            if match is not None:
                return match
    return None


def _bugs(case: Case) -> list[str]:
    last = len(case.kernels) - 1
    bugs = ["final-relu-missing", "relu-before-add", "shortcut-missing", "shortcut-activated"]
    bugs += [f"mid-relu-missing.{i}" for i in range(last)]
    bugs += [f"bn-after-relu.{i}" for i in range(last)]
    bugs += [f"bn-missing.{i}" for i in range(last + 1)]
    return bugs if case.fits else [*bugs, "shortcut-without-bn"]


def _choices(
    case: Case, kernels: list[Tensor]
) -> Iterator[tuple[tuple[int, ...], tuple[Tensor, ...]]]:
    """Every way to give the weights to the convolutions: strides, main path, projection."""
    inputs = (case.inputs, *case.widths[:-1])
    sizes = [(o, i, k, k) for o, i, k in zip(case.widths, inputs, case.kernels)]
    if not case.fits:
        sizes.append((case.outputs, case.inputs, 1, 1))
    fitting = [[f for w in kernels for f in _as(w, size)] for size in sizes]
    for chosen in itertools.product(*fitting):
        if len({w.data_ptr() for w in chosen}) == len(chosen):
            for strides in case.strides:
                yield strides, chosen


def _as(weight: Tensor, size: tuple[int, int, int, int]) -> Iterator[Tensor]:
    outputs, rest = size[0], size[1] * size[2] * size[3]
    flat = weight.detach().reshape(weight.shape[0], -1)
    if tuple(flat.shape) == (outputs, rest):
        yield flat.reshape(size)
    if weight.dim() == 2 and tuple(flat.shape) == (rest, outputs):
        yield flat.t().reshape(size)


def _block(
    case: Case, x: Tensor, strides: tuple[int, ...], weights: tuple[Tensor, ...], flags: Flags
) -> Tensor:
    h, last = x, len(case.kernels) - 1
    for i, stride in enumerate(strides):
        h = _CONV(h, weights[i], None, stride, case.kernels[i] // 2)
        if f"bn-after-relu.{i}" in flags:
            h = _norm(h.clamp(min=0))
            continue
        h = h if f"bn-missing.{i}" in flags else _norm(h)
        active = "relu-before-add" in flags if i == last else f"mid-relu-missing.{i}" not in flags
        h = h.clamp(min=0) if active else h
    if "shortcut-missing" not in flags:
        side = x
        if not case.fits:
            side = _CONV(x, weights[-1], None, case.stride)
            side = side if "shortcut-without-bn" in flags else _norm(side)
        h = h + (side.clamp(min=0) if "shortcut-activated" in flags else side)
    return h if "final-relu-missing" in flags else h.clamp(min=0)


def _norm(z: Tensor) -> Tensor:
    return nn.functional.batch_norm(
        z, None, None, z.new_full((z.shape[1],), _LEVEL), z.new_full((z.shape[1],), _LEVEL), True
    )
