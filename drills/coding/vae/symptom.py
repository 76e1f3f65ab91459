"""What is seen of a VAE: both terms of its loss in training, its latents and its samples."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom


def symptom(program: types.ModuleType) -> Symptom:
    """Trains on noisy copies of two patterns."""
    patterns = torch.tensor([[0.95] * 6 + [0.05] * 6, [0.05, 0.95] * 6])
    x = torch.bernoulli(patterns.repeat(32, 1))
    vae = program.VAE(12, 32, 2)
    optimizer = torch.optim.Adam(vae.parameters(), lr=1e-2)
    losses, costs = [], []
    for _ in range(150):
        logits, mu, logvar = vae(x)
        found = program.vae_loss(logits, x, mu, logvar)
        loss = found[0] if isinstance(found, tuple) else found
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        cost = F.binary_cross_entropy_with_logits(logits.detach(), x, reduction="sum")
        costs.append(cost.item() / len(x))
    with torch.no_grad():
        mu, logvar = vae.encode(x)
        made = vae.decode(torch.randn(300, 2)).sigmoid()
    return Symptom(
        "trained it for 150 steps on noisy copies of two patterns, and decoded 300 normal vectors",
        {"The loss": losses, "The cross-entropy per sample": costs},
        {
            "The mean of `mu`": mu.mean().item(),
            "The spread of `mu` over the data": mu.std(dim=0).mean().item(),
            "The mean standard deviation of the posterior": (logvar / 2).exp().mean().item(),
            "The mean distance of generated values from 0.5": (made - 0.5).abs().mean().item(),
        },
    )
