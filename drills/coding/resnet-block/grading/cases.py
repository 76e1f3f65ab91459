"""The cases that a block is tried in, and what the contract asks of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, float64, nn
from torch.nn.parameter import is_lazy

from grader import candidate
from grader.numbers import precision, randn, randomise, seeded
from grader.parameters import all_weights
from grader.spies import Executed
from grader.subject import Subject

from .trace import Trace, run

BATCH, HEIGHT, WIDTH = 3, 7, 9
BASIC, BOTTLENECK = "BasicBlock", "Bottleneck"
_NO_GRAD = torch.no_grad


@dataclass(frozen=True)
class Case:
    """One way to build a block. ``width`` is the second argument."""

    name: str
    inputs: int
    width: int
    stride: int

    @property
    def kernels(self) -> tuple[int, ...]:
        return (3, 3) if self.name == BASIC else (1, 3, 1)

    @property
    def outputs(self) -> int:
        return self.width if self.name == BASIC else 4 * self.width

    @property
    def widths(self) -> tuple[int, ...]:
        """Output channels of the convolutions of the main path."""
        return (*(self.width for _ in self.kernels[1:]), self.outputs)

    @property
    def strides(self) -> tuple[tuple[int, ...], ...]:
        """The allowed strides of the convolutions of the main path."""
        s = self.stride
        return ((s, 1),) if self.name == BASIC else ((1, s, 1), (s, 1, 1))

    @property
    def fits(self) -> bool:
        return self.stride == 1 and self.inputs == self.outputs

    @property
    def shape(self) -> tuple[int, int, int, int]:
        s = self.stride
        return BATCH, self.outputs, -(-HEIGHT // s), -(-WIDTH // s)

    def text(self) -> str:
        stride = f", stride={self.stride}" if self.stride != 1 else ""
        return f"{self.name}({self.inputs}, {self.width}{stride})"


CASES = (
    Case(BASIC, 5, 5, 1),
    Case(BASIC, 6, 5, 2),
    Case(BASIC, 5, 6, 1),
    Case(BASIC, 5, 5, 3),
    Case(BOTTLENECK, 16, 4, 1),
    Case(BOTTLENECK, 6, 4, 2),
    Case(BOTTLENECK, 6, 4, 1),
    Case(BOTTLENECK, 16, 4, 3),
)


@dataclass
class Probe:
    """A block that was built for a case, with its first forward pass in training mode."""

    case: Case
    dtype: torch.dtype
    block: nn.Module
    x: Tensor
    real: Trace
    kept: list[tuple[Tensor, Tensor]]  # buffers (running averages) and their first values

    def accounted(self) -> bool:
        """Whether the parameters are exactly the weights of recorded convolutions and norms."""
        trace, registered = self.real, {id(p) for p in self.block.parameters()}
        used = {id(t) for t in trace.weights()} - {id(b) for b in self.block.buffers()}
        return used == registered and len(trace.norms) == len(trace.convs)

    def repeats(self) -> bool:
        """Whether a module with weights of its own runs twice in one forward pass."""
        with Executed(self.block) as ran:
            self.again()
        owners = [id(m) for m, _, _ in ran.calls if any(True for _ in m.parameters())]
        return len(set(owners)) < len(owners)

    def restore(self) -> None:
        """Puts the running averages back, which saw values of our choice."""
        with _NO_GRAD():
            for buffer, value in self.kept:
                buffer.copy_(value)

    def again(self, x: Tensor | None = None, grad: bool = False) -> Trace:
        with precision(self.dtype):
            return run(self.block, self.x if x is None else x, grad=grad)

    def pinned(self, values: dict[int, Tensor], x: Tensor | None = None) -> Trace:
        with precision(self.dtype):
            return run(self.block, self.x if x is None else x, values)


def build(
    subject: Subject, case: Case, dtype: torch.dtype = float64, seed: int = 3
) -> candidate.Attempt:
    """The block with fresh weights, in training mode."""
    with precision(dtype), seeded(seed):
        # Left out where it is 1: the contract's default is checked too.
        stride = () if case.stride == 1 else (case.stride,)
        built = subject.attempt(subject.get(case.name), case.inputs, case.width, *stride)
    if built.ok and isinstance(built.value, nn.Module):
        built.value.train()
    return built


def start(subject: Subject, case: Case, dtype: torch.dtype) -> Probe | BaseException:
    """Builds, runs once (lazy layers take shape), spreads the weights, and runs for the record."""
    built = build(subject, case, dtype)
    if built.error is not None:
        return built.error
    x = randn(BATCH, case.inputs, HEIGHT, WIDTH, seed=5, dtype=dtype)
    with precision(dtype):
        if any(is_lazy(p) for p in built.value.parameters()):
            run(built.value, x)
        kept = [(b, b.clone()) for b in built.value.buffers()]
        spread(built.value.parameters())
        trace = run(built.value, x)
        registered = {id(p) for p in (*built.value.parameters(), *built.value.buffers())}
        if any(id(t) not in registered for t in trace.weights()):
            spread(all_weights(built.value))
            trace = run(built.value, x)
        return Probe(case, dtype, built.value, x, trace, kept)


def spread(weights: Iterable[Tensor], seed: int = 11) -> None:
    """Weights of convolutions become normal, all others (scales and shifts) about 0.6: then
    norms with scales that start at zero show what they do, and both signs occur after them."""
    for index, p in enumerate(weights):
        if is_lazy(p) or not (p.requires_grad or isinstance(p, nn.Parameter)):
            continue
        if (p.dim() == 4 and p.shape[0] > 1) or p.dim() == 2:
            randomise([p], seed + index, 0.5)
        else:
            with _NO_GRAD():
                low = randn(*p.shape, seed=seed * 31 + index, dtype=p.dtype)
                p.copy_(0.6 + 0.1 * low.tanh())
