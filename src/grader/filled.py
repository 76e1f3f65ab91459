"""A module with weights and running averages of our choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from torch import Tensor, arange, autograd, nn
from torch import is_floating_point as _is_float
from torch import no_grad as _no_grad

from . import plain, shapes
from .cases import Seen
from .numbers import flat, randn
from .parameters import all_weights, graph_leaves

Init = tuple[Any, ...]  # arguments of a constructor


class Filled:
    """A module whose matrices can be filled in several ways (see shapes.py).

    ``run`` calls a module; one that is ``trusted`` registers all its weights. Gains are 1 and
    shifts 0, as they begin; a gain that begins at 0 is set to 1, and what begins at random and is
    no matrix is a bias, which stays free: it is set to 0.
    """

    def __init__(
        self,
        module: nn.Module,
        wanted: Sequence[shapes.Shape],
        run: Callable[[nn.Module], Seen],
        trusted: bool = False,
    ) -> None:
        self.module = plain.without_parametrisations(module)
        leaves = list(module.parameters()) if trusted else _leaves(module, run(module).value)
        kept = {id(t): t for t in leaves if _is_float(t) and t.is_leaf}
        self.weights = [t for t in kept.values() if t.requires_grad]
        self._states = list(_states(module, kept))
        self._fillings = shapes.fillings(self.weights, wanted)
        self._known: list[shapes.Filled] = []
        self._place: int | None = None
        self.settled: int | None = None  # the way that is right, where that is known
        self.biases = [w for w in self.vectors() if len(set(flat(w))) > 1]
        with _no_grad():
            for bias in self.biases:
                bias.zero_()
        zeros = [w for w in self.vectors() if not bool(w.any())]
        if 2 * len(zeros) > len(self.vectors()) + len(self.biases):
            self._wake(zeros, run)

    def vectors(self) -> list[Tensor]:
        """The gains, shifts and biases."""
        return [w for w in self.weights if not shapes.is_matrix(w)]

    def _wake(self, zeros: list[Tensor], run: Callable[[nn.Module], Seen]) -> None:
        """A gain of zero hides all that stands before it from the gradient."""
        matrices = [w for w in self.weights if shapes.is_matrix(w)]
        dead = _dead(run(self.ready(0, True)).value, matrices)
        for vector in zeros:
            if not dead:
                return
            with _no_grad():
                vector.fill_(1.0)
            left = _dead(run(self.ready(0, True)).value, matrices)
            if left < dead:
                dead = left
            else:
                with _no_grad():
                    vector.zero_()

    def ready(self, place: int, training: bool) -> nn.Module:
        """The module, filled in the way of that number (or the plainest) and in train or eval
        mode, with running averages that no call has changed."""
        place = place if self.settled is None else self.settled
        place = place if place < self._reach(place + 1) else 0
        if self._place != place:
            shapes.put(self._known[place])
            self._place = place
        for owner, name, value in self._states:
            setattr(owner, name, value.clone())
        # Some modules forget what they keep when they are asked to change their mode.
        module = self.module
        return module if module.training == training else module.train(training)

    def ways(self) -> int:
        """In how many ways it can be filled."""
        return 1 if self.settled is not None else self._reach(None)

    def _reach(self, count: int | None) -> int:
        while count is None or len(self._known) < count:
            filled = next(self._fillings, None)
            if filled is None:
                break
            self._known.append(filled)
        return len(self._known)


def _leaves(module: nn.Module, output: Any) -> list[Tensor]:
    """All that a module can hold as a weight, registered or not."""
    return [*all_weights(module), *graph_leaves(output)]


def _dead(output: Any, matrices: list[Tensor]) -> int:
    """How many of these receive no gradient from the output."""
    if not matrices or not isinstance(output, Tensor) or not output.requires_grad:
        return 0
    total = (output * randn(*output.shape, seed=5, dtype=output.dtype)).sum()
    gradients = autograd.grad(total, matrices, allow_unused=True)
    return sum(one is None or not bool(one.any()) for one in gradients)


def _states(
    module: nn.Module, weights: dict[int, Tensor]
) -> Iterator[tuple[nn.Module, str, Tensor]]:
    """What a module keeps beside its weights, with the values that it is to begin with. A mean
    begins at 0 and a variance at 1, whoever wrote it; both get values that are so large that an
    epsilon, whatever its size, changes nothing."""
    for owner in module.modules():
        held = [*owner.named_buffers(recurse=False), *vars(owner).items()]
        for name, value in held:
            if not isinstance(value, Tensor) or id(value) in weights and value.requires_grad:
                continue
            start = value.detach().clone()
            known = set(flat(start)) if _is_float(start) and start.numel() > 1 else set()
            at = arange(start.numel(), dtype=start.dtype).reshape(start.shape)
            if known == {0.0}:
                start = 500.0 * (1.0 + at).cos()
            elif known == {1.0}:
                start = 2e6 * (1.5 + at.sin())
            yield owner, name, start
