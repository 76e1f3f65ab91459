"""What is seen of a mixture of experts: whether it fits a piecewise function, and who does the work."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom


def symptom(program: types.ModuleType) -> Symptom:
    """Four regions of the plane, each with a linear map of its own; the loss has a small share of balance."""
    width = 8
    moe = program.MixtureOfExperts(width, 16, 4, 2)
    maps = torch.randn(4, width, width) / 2
    optimizer = torch.optim.Adam(moe.parameters(), lr=0.02)

    def batch(size: int) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.randn(size, 8, width)
        region = 2 * (x[..., 0] > 0).long() + (x[..., 1] > 0).long()
        return x, torch.einsum("btij,btj->bti", maps[region], x)

    losses, balances = [], []
    for _ in range(80):
        x, y = batch(16)
        output, aux = moe(x)
        loss = F.mse_loss(output, y)
        optimizer.zero_grad()
        (loss + 0.05 * aux).backward()
        optimizer.step()
        losses.append(loss.item())
        balances.append(torch.as_tensor(aux).item())
    x, y = batch(1)
    with torch.no_grad():
        gap = (moe(x)[0][:, :1] - moe(x[:, :1])[0]).abs().max()
    return Symptom(
        "trained it for 80 steps on a map that is linear in each of four regions",
        {"The mean squared error": losses, "The auxiliary loss": balances},
        {"The largest change of an output when its neighbours are left out": gap.item()},
    )
