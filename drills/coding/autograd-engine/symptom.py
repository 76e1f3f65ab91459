"""What is seen of an autograd engine: the loss of a tiny network, and its gradients."""

from __future__ import annotations

import math
import random
import types
from typing import Any

from grader.symptoms import Symptom


def symptom(program: types.ModuleType) -> Symptom:
    """Fits a sine with two hidden units whose size is penalised; gradients are checked as well."""
    activation = "tanh" if hasattr(program.Value, "tanh") else "relu"
    points = [(at / 4, math.sin(at / 4)) for at in range(-6, 7, 2)]
    numbers = [random.uniform(0.2, 1.0) for _ in range(7)]

    def loss_of(weights: list[Any]) -> Any:
        a, b, c, d, e, f, g = weights
        total = 0.01 * (a * a + c * c).exp()
        for x, y in points:
            first, second = (getattr(w * x + v, activation)() for w, v in ((a, b), (c, d)))
            total = total + (1 - y + first * e + second * f + g + -1) ** 2
        return total

    def made() -> list[Any]:
        return [program.Value(number) for number in numbers]

    losses = []
    for _ in range(40):
        weights = made()
        loss = loss_of(weights)
        loss.backward()
        losses.append(float(loss.data))
        numbers = [w - 0.03 * float(v.grad) for w, v in zip(numbers, weights)]
    weights, gaps = made(), []
    loss_of(weights).backward()
    for at, (number, value) in enumerate(zip(numbers, weights)):
        near = []
        for step in (1e-5, -1e-5):
            moved = made()
            moved[at] = program.Value(number + step)
            near.append(float(loss_of(moved).data))
        gaps.append(abs((near[0] - near[1]) / 2e-5 - float(value.grad)))
    return Symptom(
        "fitted a sine with a tiny network in 40 steps",
        {"The loss": losses},
        {"The largest difference between a gradient and a finite difference": max(gaps)},
    )
