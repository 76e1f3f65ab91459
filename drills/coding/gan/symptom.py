"""What is seen of a GAN: its two losses, and what it generates in the end."""

from __future__ import annotations

import json
import types

import torch
from grader.symptoms import Symptom

_LATENT, _EPOCHS = 4, 40


def symptom(program: types.ModuleType) -> Symptom:
    """Trains on one cloud of 40 points, in batches of which the last is smaller."""
    data = torch.randn(40, 2) * 0.5 + torch.tensor([2.0, -1.0])
    generator, discriminator = program.Generator(_LATENT, 2), program.Discriminator(2)
    optimizer_g = torch.optim.Adam(generator.parameters(), lr=5e-3, betas=(0.5, 0.999))
    optimizer_d = torch.optim.Adam(discriminator.parameters(), lr=5e-3, betas=(0.5, 0.999))
    log = []
    for _ in range(_EPOCHS):
        for real in data[torch.randperm(len(data))].split(16):
            loss_d = program.train_discriminator_step(
                generator, discriminator, real, optimizer_d, _LATENT
            )
            loss_g = program.train_generator_step(
                generator, discriminator, optimizer_g, len(real), _LATENT
            )
        log.append((loss_d, loss_g))
    json.dumps(log)  # as whoever keeps a log would do
    with torch.no_grad():
        made = generator(torch.randn(200, _LATENT))
        verdicts = discriminator(data)
    return Symptom(
        f"trained it for {_EPOCHS} epochs on points around (2, -1), and kept a log as JSON",
        {
            "The discriminator's loss": [loss for loss, _ in log],
            "The generator's loss": [loss for _, loss in log],
        },
        {
            "The mean distance of generated points from the centre of the data": (
                (made - data.mean(dim=0)).norm(dim=1).mean().item()
            ),
            "The standard deviation of the generated points": made.std(dim=0).mean().item(),
            "The discriminator's mean output on real points": verdicts.mean().item(),
        },
    )
