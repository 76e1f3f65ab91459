"""What is seen of a training loop: the history of a small classifier."""

from __future__ import annotations

import json
import math
import types

import torch
from grader.symptoms import Symptom
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset


def symptom(program: types.ModuleType) -> Symptom:
    """Trains on two moons, with batches of which the last is smaller."""
    train, val = TensorDataset(*_moons(150)), TensorDataset(*_moons(60))
    model = nn.Sequential(
        nn.Linear(2, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Dropout(0.3), nn.Linear(32, 1)
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
    loaders = DataLoader(train, batch_size=16, shuffle=True), DataLoader(val, batch_size=16)
    history = program.train(
        model, *loaders, optimizer, scheduler, nn.BCEWithLogitsLoss(), 8, max_grad_norm=0.1
    )
    json.dumps(history)  # as whoever keeps the history would do
    model.eval()
    x, y = val.tensors
    right = (model(x) > 0) == (y > 0.5)
    return Symptom(
        "trained a small classifier on two moons for 8 epochs, and saved the history as JSON",
        {
            "The training loss": history["train_loss"],
            "The validation loss": history["val_loss"],
        },
        {
            "Its accuracy on the validation data (%)": 100 * right.double().mean().item(),
            "The learning rate at the end": optimizer.param_groups[0]["lr"],
        },
    )


def _moons(n: int) -> tuple[Tensor, Tensor]:
    """(n, 2) points and (n, 1) labels of 0 and 1."""
    upper = (torch.arange(n) % 2 == 0).unsqueeze(1)
    angle = math.pi * torch.rand(n, 1)
    points = torch.cat([angle.cos(), angle.sin()], dim=1)
    points = torch.where(upper, points, torch.tensor([1.0, 0.5]) - points)
    return points + 0.15 * torch.randn(n, 2), upper.float()
