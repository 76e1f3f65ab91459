"""Spies: real modules, optimizers, schedulers and losses that write down what happens to them.

They subclass the real things, so that candidate code finds nothing unusual (replacing
``optimizer.step`` by a function breaks schedulers). Everything goes into one event log, which
is judged afterwards, also up to an exception.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Callable

import torch
from torch import Tensor, nn
from torch import is_grad_enabled as _is_grad_enabled
from torch.linalg import vector_norm as _vector_norm

_SGD_STEP = torch.optim.SGD.step
_SGD_ZERO_GRAD = torch.optim.SGD.zero_grad
_GRAD = inspect.getattr_static(Tensor, "grad")  # past what SpyParameter puts in its place


@dataclass(frozen=True)
class Event:
    """``kind`` such as "forward" or "step", plus whatever the spy saw."""

    kind: str
    data: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["data"][name]
        except KeyError:
            raise AttributeError(name) from None


class Log:
    """Events in the order in which they happened.

    With the ``path`` of the candidate's file each event carries the ``line`` of that file that
    caused it, or None.
    """

    def __init__(self, path: str | None = None) -> None:
        self.events: list[Event] = []
        self._path = path
        self._silent = 0

    def add(self, kind: str, **data: Any) -> Event:
        """Appends an event and returns it; ``at`` is its place in the log."""
        event = Event(kind, {"at": len(self.events), "line": self._line(), **data})
        if not self._silent:
            self.events.append(event)
        return event

    def of(self, *kinds: str) -> list[Event]:
        return [event for event in self.events if event.kind in kinds]

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """What happens inside is the work of a spy, and is not logged."""
        self._silent += 1
        try:
            yield
        finally:
            self._silent -= 1

    def _line(self) -> int | None:
        frame = sys._getframe(1) if self._path is not None else None
        while frame is not None:
            if frame.f_code.co_filename == self._path:
                return frame.f_lineno
            frame = frame.f_back
        return None

    def __deepcopy__(self, memo: dict) -> Log:
        """A copy of a spied model keeps a log of its own, which nobody reads."""
        return Log()


def gradient_norm(tensors: Any) -> float | None:
    """The total 2-norm of the gradients there are; None when there is none at all."""
    gradients = [g for g in map(_GRAD.__get__, tensors) if g is not None]
    if not gradients:
        return None
    norms = [float(_vector_norm(g.detach(), dtype=torch.float64)) for g in gradients]
    return sum(norm**2 for norm in norms) ** 0.5


def gradient_norms(tensors: Any) -> dict[int, float]:
    """The 2-norm of each tensor's gradient, 0 where there is none, by the tensor's place."""
    return {place: gradient_norm([tensor]) or 0.0 for place, tensor in enumerate(tensors)}


class SpyParameter(nn.Parameter):
    """Logs "grad" (how: "read" or "write", norms: by index, of the gradient before) for each access
    to ``.grad`` from Python, which clipping or zeroing by hand cannot do without.

    Call ``watch(log, index)`` first. Autograd itself does not come this way.
    """

    def watch(self, log: Log, index: int) -> SpyParameter:
        self._spy = (log, index)
        return self

    def _note(self, how: str) -> None:
        log, index = getattr(self, "_spy", (None, 0))
        if log is not None and not log._silent:
            log.add("grad", how=how, norms={index: gradient_norm([self]) or 0.0})

    @property
    def grad(self) -> Any:  # type: ignore[override]
        self._note("read")
        return _GRAD.__get__(self)

    @grad.setter
    def grad(self, value: Any) -> None:
        self._note("write")
        _GRAD.__set__(self, value)

    @grad.deleter
    def grad(self) -> None:
        self._note("write")
        _GRAD.__delete__(self)


def gradient_of(tensor: Tensor) -> Tensor | None:
    """A copy of ``tensor.grad``, unseen by a ``SpyParameter``."""
    gradient = _GRAD.__get__(tensor)
    return None if gradient is None else gradient.detach().clone()


class SpyModule(nn.Module):
    """Wraps a module and logs each forward: training flag, grad mode, the inputs.

    Logs "forward" (training, grad, inputs) and, through a hook on the first parameter,
    "backward" (left: what stood in ``.grad`` before this backward added to it, or None).
    """

    def __init__(self, inner: nn.Module, log: Log, name: str = "model") -> None:
        super().__init__()
        self.inner = inner
        self._spy: tuple[Log, str] = (log, name)
        first = next(inner.parameters(), None)
        if first is not None:
            first.register_hook(lambda gradient, p=first: self._saw_backward(p, gradient))

    def _saw_backward(self, parameter: Tensor, gradient: Tensor) -> None:
        log, name = self._spy
        left = None if parameter.grad is None else parameter.grad.detach().clone()
        log.add("backward", name=name, left=left, gradient=gradient.detach().clone())

    def forward(self, *inputs: Any) -> Any:
        log, name = self._spy
        log.add(
            "forward", name=name, training=self.training, grad=_is_grad_enabled(), inputs=inputs
        )
        return self.inner(*inputs)

    def zero_grad(self, *how: Any, **named: Any) -> None:  # type: ignore[override]
        self._spy[0].add("zero_grad", name=self._spy[1], by="model")
        super().zero_grad(*how, **named)


class SpySGD(torch.optim.SGD):
    """Logs "step" (norm: total gradient norm before the step, grads: copies, lr, weights: copies
    made after it) and "zero_grad" (norms: of each parameter's gradient before)."""

    def __init__(self, parameters: Any, log: Log, lr: float, name: str = "optimizer", **more: Any):
        super().__init__(parameters, lr=lr, **more)
        self._spy = (log, name)

    def _tensors(self) -> list[Tensor]:
        return [p for group in self.param_groups for p in group["params"]]

    def step(self, closure: Callable[[], Any] | None = None) -> Any:  # type: ignore[override]
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        log, name = self._spy
        tensors = self._tensors()
        event = log.add(
            "step",
            name=name,
            norm=gradient_norm(tensors),
            grads=[gradient_of(t) for t in tensors],
            lr=self.param_groups[0]["lr"],
        )
        with log.quiet():
            _SGD_STEP(self)
        event.data["weights"] = [t.detach().clone() for t in tensors]
        return loss

    def zero_grad(self, *how: Any, **named: Any) -> None:  # type: ignore[override]
        log, name = self._spy
        norms = gradient_norms(self._tensors())
        log.add("zero_grad", name=name, by="optimizer", norms=norms)
        with log.quiet():
            _SGD_ZERO_GRAD(self, *how, **named)


class SpyStepLR(torch.optim.lr_scheduler.StepLR):
    """Logs "scheduler" (arguments, named) for each step after the one of its own constructor."""

    def __init__(self, optimizer: torch.optim.Optimizer, log: Log, gamma: float = 0.5) -> None:
        self._spy: Log | None = None
        super().__init__(optimizer, step_size=1, gamma=gamma)
        self._spy = log

    def step(self, *arguments: Any, **named: Any) -> None:  # type: ignore[override]
        if self._spy is not None:
            self._spy.add("scheduler", arguments=arguments, named=named)
        super().step(*arguments, **named)


class SpyLoss(nn.Module):
    """Logs "loss" (prediction, target, value) for each call of the loss that it wraps."""

    def __init__(self, inner: nn.Module, log: Log) -> None:
        super().__init__()
        self.inner = inner
        self._spy = (log,)

    def forward(self, prediction: Tensor, target: Tensor) -> Tensor:
        value = self.inner(prediction, target)
        self._spy[0].add("loss", prediction=prediction, target=target, value=value)
        return value


class Executed:
    """Records which leaf modules ran, in order: ``with Executed(model) as ran: model(x)``.

    ``ran.calls`` holds (module, inputs, output) for every module without children.
    """

    def __init__(self, model: nn.Module) -> None:
        self._model = model
        self._hooks: list[Any] = []
        self.calls: list[tuple[nn.Module, tuple[Any, ...], Any]] = []

    def __enter__(self) -> Executed:
        for module in self._model.modules():
            if not any(module.children()):
                hook = module.register_forward_hook(
                    lambda m, inputs, output: self.calls.append((m, inputs, output))
                )
                self._hooks.append(hook)
        return self

    def __exit__(self, *details: Any) -> None:
        for hook in self._hooks:
            hook.remove()
