"""What is seen of batch norm: a loss that falls, and what is left of it in eval mode."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom
from torch import nn


def symptom(program: types.ModuleType) -> Symptom:
    """Tells apart images that differ in a faint pattern on a bright background."""
    model = nn.Sequential(
        nn.Conv2d(2, 5, 3, bias=False), program.BatchNorm2d(5, 1e-3, momentum=0.2), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(5, 2),
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, weight_decay=0.01)
    pattern = torch.randn(2, 2, 5, 7)
    losses = []
    for _ in range(50):
        x, y = _images(pattern, 16)
        loss = F.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    x, y = _images(pattern, 200)
    other = nn.Sequential(*model)  # the same layers: only the normalisation is loaded anew
    other[1] = program.BatchNorm2d(5, 1e-3)
    other[1].load_state_dict(model[1].state_dict())
    right = [(one.eval()(x).argmax(1) == y).double().mean().item() for one in (model, other)]
    return Symptom(
        "trained a small network with it for 50 steps on two kinds of images",
        {"The training loss": losses},
        {
            "Its accuracy in eval mode (%)": 100 * right[0],
            "Its accuracy after saving and loading (%)": 100 * right[1],
        },
    )


def _images(pattern: torch.Tensor, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    labels = torch.randint(2, (count,))
    return 4 + torch.randn(count, 2, 5, 7) + pattern[labels], labels
