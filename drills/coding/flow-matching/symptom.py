"""What is seen of flow matching: its loss in training, and where samples of each label land."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import nn

_CENTRES = torch.tensor([[3.0, 0.0], [-3.0, 0.0], [0.0, 3.0]])


class _Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.labels = nn.Embedding(4, 16)
        self.inner = nn.Sequential(nn.Linear(19, 64), nn.SiLU(), nn.Linear(64, 2))

    def forward(self, x: torch.Tensor, t: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        return self.inner(torch.cat([x, t[:, None], self.labels(labels)], dim=1))


def symptom(program: types.ModuleType) -> Symptom:
    """Three clouds of points, one for each label."""
    model, losses = _Network(), []
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(200):
        labels = torch.randint(0, 3, (128,))
        data = _CENTRES[labels] + 0.3 * torch.randn(128, 2)
        drop = torch.rand(128) < 0.2
        given = (data, torch.randn(128, 2), torch.rand(128), labels, drop, 3)
        loss = program.flow_matching_loss(model, *given)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    labels, figures = torch.arange(3).repeat(60), {}
    for guidance in (0.0, 1.0, 2.0):
        made = program.sample(model, torch.randn(180, 2), labels, 3, 20, guidance).detach()
        away = (made - _CENTRES[labels]).norm(dim=1).mean().item()
        figures[f"The mean distance from the cloud of the label at guidance {guidance:.0f}"] = away
    return Symptom(
        "trained it for 200 steps on three clouds of points, and generated 60 points for each",
        {"The loss": losses},
        figures,
    )
