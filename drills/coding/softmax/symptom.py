"""What is seen of softmax and log-softmax: classifiers that they train, and some probabilities."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom

_N = 60


def symptom(program: types.ModuleType) -> Symptom:
    """Three classes, after one that is never allowed; the scores of each point have a level."""
    labels, each = torch.arange(_N) % 3 + 1, torch.arange(_N)
    x = torch.randn(_N, 2) + 2 * torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])[labels - 1]
    base = 300 * torch.randn(_N, 1) + torch.tensor([float("-inf"), 0.0, 0.0, 0.0])
    weights = [torch.zeros(2, 4, requires_grad=True) for _ in range(2)]
    optimizer = torch.optim.SGD(weights, lr=0.5)
    likely, right = [], []
    for _ in range(30):
        first, second = (x @ weight + base for weight in weights)
        nll = -program.log_softmax(first.t(), dim=0)[labels, each].mean()
        mass = program.softmax(second, dim=1)[each, labels].mean()
        optimizer.zero_grad()
        (nll - mass).backward()
        optimizer.step()
        likely.append(nll.item())
        right.append(mass.item())
    scores = (x @ weights[0] + base).detach()
    totals = program.softmax(scores, dim=1).sum(dim=1)
    heads = program.softmax(torch.randn(2, 3, 4), dim=1).sum(dim=1)
    log_probs = program.log_softmax(torch.tensor([[0.0, -300.0, 1.0], [5.0, 2.0, 0.0]]), dim=1)
    return Symptom(
        "trained a classifier with each of the two functions, with one class masked by -inf",
        {
            "The loss with log_softmax": likely,
            "The probability of the correct class with softmax": right,
        },
        {
            "The smallest sum of a point's probabilities": totals.min().item(),
            "The largest sum of a point's probabilities": totals.max().item(),
            "The largest sum along the second of three dimensions": heads.max().item(),
            "The mean score of the correct class, measured afterwards": (
                scores[each, labels].mean().item()
            ),
            "The log-probability of a class 301 below the best": log_probs[0, 1].item(),
        },
    )
