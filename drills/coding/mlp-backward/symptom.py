"""What is seen of a network with its own gradients: how it trains."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom


@torch.no_grad()
def symptom(program: types.ModuleType) -> Symptom:
    """Three clouds around a circle, with some wrong labels."""
    y = torch.arange(60) % 3
    angle = 2.1 * y + 0.35 * torch.randn(60)
    x = torch.stack([angle.cos(), angle.sin()], dim=1) * (1 + torch.rand(60, 1))
    y = torch.where(torch.rand(60) < 0.1, (y + 1) % 3, y)
    sizes = {"W1": (2, 8), "b1": (8,), "W2": (8, 3), "b2": (3,)}
    parameters = {name: 0.5 * torch.randn(size) for name, size in sizes.items()}
    losses = []
    for _ in range(40):
        loss, cache = program.mlp_forward(x, y, **parameters)
        found = program.mlp_backward(cache)
        if isinstance(found, dict):
            found = [found[name if name in found else f"d{name}"] for name in parameters]
        for value, gradient in zip(parameters.values(), found):
            value -= 0.5 * gradient
        losses.append(float(loss))
    hidden = (x @ parameters["W1"] + parameters["b1"]).clamp(min=0)
    right = (hidden @ parameters["W2"] + parameters["b2"]).argmax(dim=1) == y
    far, _ = program.mlp_forward(1000 * x, y, **parameters)
    return Symptom(
        "trained it for 40 steps on three clouds of points, some of them with wrong labels",
        {"The training loss": losses},
        {
            "Its accuracy (%)": 100 * right.double().mean().item(),
            "The loss on inputs that are 1,000 times as large": float(far),
        },
    )
