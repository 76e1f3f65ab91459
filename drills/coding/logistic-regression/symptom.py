"""What is seen of logistic regression: its loss during the fit, and its labels."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import Tensor


def symptom(program: types.ModuleType) -> Symptom:
    """Two clouds that overlap, and a third feature that nobody scaled."""
    y = (torch.arange(120) % 3 == 0).long()
    x = torch.randn(120, 2) + 2.0 * y.unsqueeze(1)

    def fitted(x: Tensor, steps: int) -> tuple[Tensor, Tensor]:
        weight, bias = program.fit(x, y, lr=1.5, steps=steps, l2=0.1)
        return torch.as_tensor(weight).detach().reshape(-1), torch.as_tensor(bias).reshape(())

    losses = []
    for steps in range(0, 24, 2):
        weight, bias = fitted(x, steps)
        losses.append(float(program.logistic_loss(weight, bias, x, y, l2=0.1)))
    labels = torch.as_tensor(program.predict(weight, bias, x))
    large = torch.cat([x, 300 * torch.randn(120, 1)], dim=1)
    loss = float(program.logistic_loss(*fitted(large, 5), large, y))
    return Symptom(
        "fitted it to two clouds of points that overlap, and once more with an unscaled feature",
        {"The loss": losses},
        {
            "Its accuracy (%)": 100 * (labels == y).double().mean().item(),
            "The loss with the unscaled feature, after 5 steps": loss,
            "The share of points that it labels 1 (%)": 100 * labels.double().mean().item(),
            "The length of the weight vector": weight.norm().item(),
            "The bias": bias.item(),
        },
    )
