"""What is seen of the contrastive loss: two encoders that it trains to find each other's pairs."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from torch import nn

from grader.symptoms import Symptom


def symptom(program: types.ModuleType) -> Symptom:
    """Images and texts are two noisy views of the same four numbers; the temperature is learned."""
    views = torch.randn(4, 10), torch.randn(4, 12)

    def pairs(count: int) -> list[torch.Tensor]:
        content = torch.randn(count, 4)
        return [content @ view + 0.3 * torch.randn(count, view.shape[1]) for view in views]

    encoders = nn.Linear(10, 6), nn.Linear(12, 6)
    log_scale = nn.Parameter(torch.tensor(0.0))
    optimizer = torch.optim.Adam(
        [*encoders[0].parameters(), *encoders[1].parameters(), log_scale], lr=0.03
    )
    data, losses = pairs(64), []
    for _ in range(60):
        features = [encoder(x) for encoder, x in zip(encoders, data)]
        loss = program.clip_loss(*features, temperature=torch.exp(-log_scale))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():
        images, texts = (encoder(x) for encoder, x in zip(encoders, pairs(200)))
        found = F.normalize(images, dim=1) @ F.normalize(texts, dim=1).T
        own = torch.arange(200)
        single = program.clip_loss(images[:1], texts[:1])
    return Symptom(
        "trained two linear encoders with it on 64 pairs, and the temperature too",
        {"The training loss": losses},
        {
            "New images that find their caption among 200 (%)": (
                100 * (found.argmax(dim=1) == own).double().mean().item()
            ),
            "New captions that find their image among 200 (%)": (
                100 * (found.argmax(dim=0) == own).double().mean().item()
            ),
            "The temperature at the end": torch.exp(-log_scale).item(),
            "The loss of a single pair": single.item(),
        },
    )
