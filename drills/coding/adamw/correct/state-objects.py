from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

import torch
from torch import Tensor


@dataclass
class Average:
    """Exponential moving average that knows how to undo its start at zero."""

    decay: float
    value: Tensor
    updates: int = 0

    def update(self, sample: Tensor) -> Tensor:
        self.updates += 1
        self.value = self.value + (1 - self.decay) * (sample - self.value)
        return self.value / (1 - self.decay**self.updates)


class ParameterState:
    def __init__(self, shape_like: Tensor, betas: tuple[float, float]) -> None:
        first, second = betas
        self.mean = Average(first, torch.zeros_like(shape_like))
        self.square = Average(second, torch.zeros_like(shape_like))

    def direction(self, grad: Tensor, eps: float) -> Tensor:
        numerator = self.mean.update(grad)
        denominator = self.square.update(grad.square()).sqrt() + eps
        return numerator / denominator


class AdamW:
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        self.lr, self.eps, self.weight_decay = lr, eps, weight_decay
        self.states = [(p, ParameterState(p, betas)) for p in params]

    def step(self) -> None:
        with torch.no_grad():
            for p, state in self.states:
                if p.grad is None:
                    continue
                shrink = 1.0 - self.lr * self.weight_decay
                p.copy_(shrink * p - self.lr * state.direction(p.grad, self.eps))

    def zero_grad(self) -> None:
        for p, _ in self.states:
            p.grad = None


if __name__ == "__main__":
    torch.manual_seed(0)
    layer = torch.nn.Linear(4, 2)
    optimizer = AdamW(layer.parameters(), lr=1e-2)
    for i in range(3):
        optimizer.zero_grad()
        loss = layer(torch.ones(1, 4)).square().sum()
        loss.backward()
        optimizer.step()
        print("step", i, "loss", loss.item())
