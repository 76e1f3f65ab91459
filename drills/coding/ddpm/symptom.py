"""What is seen of a diffusion model: its loss in training, and what it generates."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import nn

_STEPS = 25


class _Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.times = nn.Embedding(_STEPS, 32)
        self.inner = nn.Sequential(nn.Linear(34, 64), nn.SiLU(), nn.Linear(64, 2))

    def forward(self, x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        return self.inner(torch.cat([x, self.times(t)], dim=1))


def symptom(program: types.ModuleType) -> Symptom:
    """Points on a circle."""
    angles = torch.rand(256) * 6.283
    data = torch.stack([angles.cos(), angles.sin()], dim=1) * 1.4
    ddpm, model = program.DDPM(_STEPS, 0.01, 0.35), _Network()
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    losses = []
    for _ in range(250):
        t = torch.randint(0, _STEPS, (len(data),))
        loss = ddpm.loss(model, data, t, torch.randn(len(data), 2))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():
        x = torch.randn(200, 2)
        for t in reversed(range(_STEPS)):
            x = ddpm.p_sample(model, x, t, torch.randn(200, 2))
    radius = x.norm(dim=1)
    return Symptom(
        "trained it for 250 steps on a circle of radius 1.4, and generated 200 points",
        {"The loss": losses},
        {
            "The mean distance of generated points from the origin": radius.mean().item(),
            "Their mean distance from the circle": (radius - 1.4).abs().mean().item(),
        },
    )
