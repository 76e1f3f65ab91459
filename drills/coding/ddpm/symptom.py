"""What is seen of a diffusion model with a perfect network: its loss, and what it generates."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom

_STEPS = 25
_POINTS = torch.tensor([[1.3, 0.0], [-1.3, 0.6], [0.0, -1.3]])
_LEFT = torch.cumprod(1 - torch.linspace(0.01, 0.35, _STEPS), dim=0)  # of the variance


def _perfect(x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    """The mean of the noise, given that the data consists of three points."""
    left = _LEFT[t].unsqueeze(1)
    distance = (x.unsqueeze(1) - left.sqrt().unsqueeze(1) * _POINTS).square().sum(dim=2)
    image = torch.softmax(-distance / (2 * (1 - left)), dim=1) @ _POINTS
    return (x - left.sqrt() * image) / (1 - left).sqrt()


def symptom(program: types.ModuleType) -> Symptom:
    """Loss by time step, then samples."""
    ddpm, losses = program.DDPM(_STEPS, 0.01, 0.35), []
    data = _POINTS.repeat(100, 1)
    with torch.no_grad():
        for t in range(_STEPS):
            noise, times = torch.randn(300, 2), torch.full((300,), t)
            losses.append(ddpm.loss(_perfect, data, times, noise).item())
        x = torch.randn(300, 2)
        for t in reversed(range(_STEPS)):
            x = ddpm.p_sample(_perfect, x, t, torch.randn(300, 2))
    nearest = torch.cdist(x, _POINTS).amin(dim=1)
    return Symptom(
        "ran it with a network that predicts the noise perfectly for data of three points",
        {"The loss by time step": losses},
        {
            "The mean distance of 300 samples from the nearest point": nearest.mean().item(),
            "The standard deviation of all their coordinates": x.std().item(),
        },
    )
