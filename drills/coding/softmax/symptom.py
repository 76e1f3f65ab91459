"""What is seen of softmax and log-softmax: a classifier that they train, and its probabilities."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom


def symptom(program: types.ModuleType) -> Symptom:
    """Four classes in the first dimension. One is never allowed; features are large."""
    labels = torch.arange(90) % 3
    x = torch.randn(90, 2) + 3 * torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])[labels]
    x = 40 * x
    allowed = torch.tensor([0.0, 0.0, 0.0, float("-inf")]).unsqueeze(1)
    weight = torch.zeros(4, 2, requires_grad=True)
    losses = []
    for _ in range(25):
        scores = weight @ x.t() + allowed
        loss = -program.log_softmax(scores, dim=0)[labels, torch.arange(90)].mean()
        loss.backward()
        with torch.no_grad():
            weight -= 1e-3 * weight.grad
        weight.grad = None
        losses.append(loss.item())
    scores = (weight.detach() @ x.t() + allowed)
    probabilities = program.softmax(scores, dim=0)
    totals = probabilities.sum(dim=0)
    right = probabilities.argmax(dim=0) == labels
    return Symptom(
        "trained a linear classifier with it, with one class masked by -inf",
        {"The training loss": losses},
        {
            "Its accuracy (%)": 100 * right.double().mean().item(),
            "The smallest sum of a point's probabilities": totals.min().item(),
            "The largest sum of a point's probabilities": totals.max().item(),
            "The probability of a class that leads by 1": _lead(program, 0.0),
            "The same where all scores are 900 higher": _lead(program, 900.0),
        },
    )


def _lead(program: types.ModuleType, level: float) -> float:
    return program.softmax(torch.tensor([level, level + 1]))[1].item()
