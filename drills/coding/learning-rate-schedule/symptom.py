"""What is seen of a schedule: its curve, and what a small run makes of it."""

import torch
from grader.symptoms import Symptom


def symptom(program) -> Symptom:
    """Follows the schedule past its end, and trains with it."""
    shape = (0.4, 0.08, 10, 60)
    rates = [float(program.learning_rate(step, *shape)) for step in range(80)]
    x = torch.randn(200, 6) * torch.tensor([0.2, 0.4, 0.6, 0.8, 1.0, 1.2])
    y, w = x @ torch.randn(6) + torch.randn(200) * 0.3, torch.zeros(6)
    losses = []
    for rate in rates:
        losses.append((x @ w - y).square().mean().item())
        w = w - rate * 2 * x.T @ (x @ w - y) / len(x)
    try:
        first = float(program.learning_rate(0, 0.4, 0.08, 0, 60))
    except ZeroDivisionError:
        first = float("nan")
    return Symptom(
        "followed 80 steps with a peak of 0.4 at step 10 and a floor of 0.08 from step 60 on",
        {"The learning rate": rates, "The loss of a small regression": losses},
        {"The first rate without a warm-up (NaN if it raises)": first},
    )
