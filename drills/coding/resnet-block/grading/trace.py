"""Runs a block and records its convolutions and norms as function calls, whoever makes them.

A convolution's output can be replaced ("pinned"): then whatever stands between two convolutions,
norm, activation or addition, is a function that we may probe with values of our choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from grader import candidate
from grader.numbers import seeded

_CONV2D, _CONVOLUTION = torch.conv2d, torch.convolution
_BATCH_NORM, _TORCH_BATCH_NORM = nn.functional.batch_norm, torch.batch_norm
_NO_GRAD = torch.no_grad

PRECISIONS = (torch.float64, torch.float32)  # the second where code insists on it
Pins = Mapping[int, Tensor]


@dataclass(frozen=True)
class Conv:
    """One convolution call. ``input`` is a copy; sizes are (height, width)."""

    input: Tensor
    weight: Tensor
    bias: Any
    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]
    groups: int
    linked: bool  # whether gradients flow on from its input

    @property
    def kernel(self) -> tuple[int, int]:
        return self.weight.shape[2], self.weight.shape[3]

    @property
    def neutral(self) -> tuple[float, float]:
        """The padding that keeps the size at stride 1."""
        height, width = ((k - 1) * d / 2 for k, d in zip(self.kernel, self.dilation))
        return height, width


@dataclass
class Trace:
    """What one forward pass did. ``norms`` holds the tensors that each batch norm was given."""

    convs: list[Conv] = field(default_factory=list)
    outputs: list[Tensor | None] = field(default_factory=list)
    norms: list[tuple[Any, ...]] = field(default_factory=list)
    output: Any = None
    error: BaseException | None = None
    calls: list[str] = field(default_factory=list)  # the names of all functions, in order
    after: Tensor | None = None  # the input as the block left it

    def path(self) -> tuple[object, ...]:
        """What was called with what sizes: equal for two cases that take the same way."""
        sizes = tuple((c.kernel, c.padding, c.dilation, c.groups) for c in self.convs)
        return tuple(self.calls), sizes, len(self.norms)

    def strides(self, stride: int) -> tuple[object, ...]:
        """Each convolution's stride, as "s" where it is the block's."""
        return tuple("s" if c.stride == (stride, stride) else c.stride for c in self.convs)

    def weights(self) -> list[Tensor]:
        """All tensors that convolutions and norms were given beside their input."""
        convs = [t for c in self.convs for t in (c.weight, c.bias) if t is not None]
        return convs + [t for tensors in self.norms for t in tensors]

    def sink(self, which: int | str) -> Tensor | None:
        """What convolution number ``which`` read, or the block's output ("y")."""
        if isinstance(which, str):
            return self.output if isinstance(self.output, Tensor) else None
        return self.convs[which].input if which < len(self.convs) else None


class _Recorder(TorchFunctionMode):
    def __init__(self, trace: Trace, pins: Pins) -> None:
        super().__init__()
        self._trace, self._pins = trace, pins

    def __torch_function__(self, func, types, args=(), kwargs=None):  # type: ignore[override]
        kwargs = kwargs or {}
        self._trace.calls.append(getattr(func, "__name__", ""))
        if func is _CONV2D or func is _CONVOLUTION:
            return self._conv(func, args, kwargs)
        if func is _BATCH_NORM:
            self._norm(args, kwargs, ("running_mean", "running_var", "weight", "bias"))
        elif func is _TORCH_BATCH_NORM:
            self._norm(args, kwargs, ("weight", "bias", "running_mean", "running_var"))
        return func(*args, **kwargs)

    def _norm(self, args: Sequence[Any], kwargs: Mapping[str, Any], names: Sequence[str]) -> None:
        given = [v for v in args[1:5] if isinstance(v, Tensor)]
        given += [kwargs[name] for name in names if isinstance(kwargs.get(name), Tensor)]
        self._trace.norms.append(tuple(given))

    def _conv(self, func: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Tensor:
        names = ("input", "weight", "bias", "stride", "padding", "dilation", "groups")
        if func is _CONVOLUTION:
            names = (*names[:6], "transposed", "output_padding", "groups")
        given = {**dict(zip(names, args)), **kwargs}
        weight = given["weight"]
        dilation = _pair(given.get("dilation", 1))
        padding = given.get("padding", 0)
        if isinstance(padding, str):
            reach = [d * (k - 1) // 2 for d, k in zip(dilation, weight.shape[2:])]
            padding = reach if padding == "same" else 0
        conv = Conv(
            given["input"].detach().clone(),
            weight,
            given.get("bias"),
            _pair(given.get("stride", 1)),
            _pair(padding),
            dilation,
            given.get("groups", 1),
            given["input"].requires_grad,
        )
        index = len(self._trace.convs)
        self._trace.convs.append(conv)
        self._trace.outputs.append(None)
        pin = self._pins.get(index)
        result = func(*args, **kwargs) if pin is None else pin.clone()
        self._trace.outputs[index] = result.detach() if pin is None else pin
        return result


def _pair(value: Any) -> tuple[int, int]:
    if isinstance(value, int):
        return value, value
    values = [int(v) for v in value]
    return values[0], values[-1]


def run(block: nn.Module, x: Tensor, pins: Pins | None = None, grad: bool = False) -> Trace:
    """One forward pass on a copy of ``x``; catches everything that it raises."""
    trace = Trace()
    with _NO_GRAD():
        given = x.clone()
    if grad:
        given = x * 1.0  # not a leaf, so that writing into it is possible

    def call() -> None:
        with _Recorder(trace, pins or {}):
            trace.output = block(given)

    with seeded(7):
        if grad:
            trace.error = candidate.attempt(call).error
        else:
            with _NO_GRAD():
                trace.error = candidate.attempt(call).error
    trace.after = given.detach()
    return trace
