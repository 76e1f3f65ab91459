"""What is seen of gradient accumulation: the losses of its groups over a few epochs."""

from __future__ import annotations

import json
import types

import torch
from grader.symptoms import Symptom
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def symptom(program: types.ModuleType) -> Symptom:
    """Ten micro-batches in groups of four, so the last group of an epoch is short."""
    x = torch.randn(80, 4)
    y = torch.sin(x @ torch.randn(4, 1)) + 0.1 * torch.randn(80, 1)
    model = nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Dropout(0.2), nn.Linear(16, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.95)
    loader = DataLoader(TensorDataset(x, y), batch_size=8)
    loss_fn = nn.MSELoss()
    for inputs, targets in loader:  # a look at the gradients before the first epoch
        loss_fn(model(inputs), targets).backward()
    losses: list[float] = []
    after: list[float] = []
    for _ in range(6):
        losses += program.train_epoch(
            model, loader, loss_fn, optimizer, scheduler, 4, max_grad_norm=1.0
        )
        model.eval()
        with torch.no_grad():
            after.append(loss_fn(model(x), y).item())
    json.dumps(losses)  # as whoever keeps the losses would do
    return Symptom(
        "trained a small network with 10 micro-batches in groups of 4, and saved the losses as JSON",
        {"The loss of each group": losses, "The loss on all data after each epoch": after},
        {"The learning rate at the end": optimizer.param_groups[0]["lr"]},
    )
