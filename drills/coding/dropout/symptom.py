"""What is seen of dropout: a loss, and predictions that should be the same each time."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom
from torch import nn


def symptom(program: types.ModuleType) -> Symptom:
    """Learns a noisy function from few examples, with a residual connection around the dropout."""
    first, second, drop = nn.Linear(8, 64), nn.Linear(64, 1), program.Dropout(0.2)
    model = nn.ModuleList([first, second, drop])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    direction = torch.randn(8, 1)

    def predict(x: torch.Tensor) -> torch.Tensor:
        hidden = torch.relu(first(x))
        return second(drop(hidden) + 0.5 * hidden)

    x = torch.randn(64, 8)
    y = torch.tanh(x @ direction) + 0.1 * torch.randn(64, 1)
    losses = []
    for _ in range(80):
        loss = F.mse_loss(predict(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    ones = torch.ones(100, 100)
    zeros = (drop(ones.clone()) == 0).double().mean().item()
    model.eval()
    with torch.no_grad():
        one, other = predict(x), predict(x)
    return Symptom(
        "trained a small network with `p=0.2` for 80 steps",
        {"The training loss": losses},
        {
            "The share of zeros in train mode (%)": 100 * zeros,
            "The loss on the same data in eval mode": F.mse_loss(one, y).item(),
            "The largest difference between two predictions": (one - other).abs().max().item(),
        },
    )
