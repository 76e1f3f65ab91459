import math

import torch


def clip_grad_norm(parameters, max_norm):
    """Returns a plain number."""
    parameters = list(parameters)
    total = 0.0
    for p in parameters:
        if p.grad is None:
            continue
        total += p.grad.double().pow(2).sum().item()
    total = math.sqrt(total)
    factor = min(1.0, max_norm / total) if total > 0 else 1.0
    for p in parameters:
        if p.grad is not None:
            p.grad *= factor
    return total


if __name__ == "__main__":
    layer = torch.nn.Linear(2, 2)
    layer(torch.ones(1, 2)).sum().backward()
    print("norm:", clip_grad_norm(layer.parameters(), 0.5))
