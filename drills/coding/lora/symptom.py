"""What is seen of an adapter: what it learns, and what the merged layer gives."""

import torch
from grader.symptoms import Symptom
from torch import nn


def symptom(program) -> Symptom:
    """Adapts a layer to targets that differ from it by a matrix of rank 2."""
    x, base = torch.randn(64, 8), nn.Linear(8, 6)
    with torch.no_grad():
        targets = base(x) + x @ torch.randn(8, 2) @ torch.randn(2, 6) * 0.3
    layer = program.LoRALinear(base, r=2, alpha=6)
    trained = [p for p in layer.parameters() if p.requires_grad]
    losses = []
    for _ in range(60):
        loss = (layer(x) - targets).square().mean()
        losses.append(loss.item())
        for p, gradient in zip(trained, torch.autograd.grad(loss, trained, allow_unused=True)):
            p.data -= 0.05 * (torch.zeros_like(p) if gradient is None else gradient)
    figures = {"The number of weights that are trained": sum(p.numel() for p in trained)}
    for name in ("merge", "a second merge", "unmerge", "a second unmerge"):
        getattr(layer, name.split()[-1])()
        figures[f"The loss after {name}"] = (layer(x) - targets).square().mean().item()
    after = [p.numel() for p in layer.parameters() if p.requires_grad]
    figures["The number of weights that would be trained after that"] = sum(after)
    did = "adapted a small layer in 60 steps, then merged and unmerged it"
    return Symptom(did, {"The loss": losses}, figures)
