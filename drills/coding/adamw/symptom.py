"""What is seen of an optimizer: the loss of a network, and the weights it reaches."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import nn


def symptom(program: types.ModuleType) -> Symptom:
    """Fits a sine. One layer has no gradient: it is loaded for later and not used yet."""
    x = torch.linspace(-2, 2, 64).unsqueeze(1)
    y = torch.sin(3 * x)
    used = nn.Sequential(nn.Linear(1, 32), nn.Tanh(), nn.Linear(32, 1))
    model = nn.ModuleDict({"used": used, "spare": nn.Linear(4, 4)})
    optimizer = program.AdamW(model.parameters(), lr=0.02, eps=1e-3, weight_decay=0.2)
    before = model["spare"].weight.detach().clone()
    losses = []
    for _ in range(120):
        loss = (used(x) - y).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    norm = torch.cat([p.detach().flatten() for p in used.parameters()]).norm()
    moved = (model["spare"].weight.detach() - before).abs().max()
    return Symptom(
        "fitted a small network to a sine in 120 steps, with a weight decay of 0.2",
        {"The loss": losses},
        {
            "The norm of all weights at the end": norm.item(),
            "The largest change to a layer that is not used yet": moved.item(),
        },
    )
