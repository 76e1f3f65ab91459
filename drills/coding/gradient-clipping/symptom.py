"""What is seen of clipping: the norms that are logged, and a loss despite outliers."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import nn


def symptom(program: types.ModuleType) -> Symptom:
    """A linear fit in which every tenth batch is a hundred times too large. One layer is frozen."""
    model = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 1))
    for p in model[0].parameters():
        p.requires_grad_(False)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    direction = torch.randn(4, 1)
    losses, norms, after = [], [], []
    for step in range(60):
        x = torch.randn(16, 4)
        y = x @ direction * (100 if step % 10 == 9 else 1)
        loss = (model(x) - y).square().mean()
        optimizer.zero_grad()
        loss.backward()
        norms.append(float(program.clip_grad_norm(model.parameters(), 1.0)))
        after.append(torch.cat([p.grad.flatten() for p in model[1].parameters()]).norm().item())
        optimizer.step()
        losses.append(loss.item())
    usual = [loss for step, loss in enumerate(losses) if step % 10 != 9]
    return Symptom(
        "fitted a line with a limit of 1 and an outlier in every tenth batch",
        {"The loss without the outliers": usual, "The logged norm": norms},
        {
            "The mean loss of the last 9 usual batches": sum(usual[-9:]) / 9,
            "The largest norm after clipping": max(after),
        },
    )
