"""What is seen of ResNet blocks: how a small network of them learns."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom
from torch import Tensor, nn


def symptom(program: types.ModuleType) -> Symptom:
    """Images with a bright row or a bright column, under noise."""
    blocks = nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1),
        program.BasicBlock(4, 4),
        program.BasicBlock(4, 6),
        program.BasicBlock(6, 6, stride=2),
        program.Bottleneck(6, 3),
        program.Bottleneck(12, 3, stride=2),
        program.Bottleneck(12, 3),
    )
    images, _ = _images(2)
    blocks(images)  # layers may wait for their first input to know their size
    model = nn.Sequential(blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(12, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    losses = []
    for _ in range(20):
        images, labels = _images(32)
        loss = F.binary_cross_entropy_with_logits(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    images, labels = _images(100)
    features = blocks(images)
    with torch.no_grad():
        right = (model(images) > 0) == (labels > 0.5)
    return Symptom(
        "trained a network of six blocks for 20 steps to tell bright rows from bright columns",
        {"The training loss": losses},
        {
            "Its accuracy on new images (%)": 100 * right.double().mean().item(),
            "The number of weights in the six blocks": sum(
                p.numel() for block in blocks[1:] for p in block.parameters()
            ),
            "The width of the last feature map": features.shape[-1],
            "The smallest of the last features": features.min().item(),
        },
    )


def _images(n: int) -> tuple[Tensor, Tensor]:
    """(n, 1, 9, 9) images and (n, 1) labels."""
    images, labels = 0.3 * torch.randn(n, 1, 9, 9), torch.randint(0, 2, (n, 1))
    for image, label, place in zip(images, labels.flatten().tolist(), torch.randint(9, (n,))):
        image[0].select(label, int(place)).add_(1.5)
    return images, labels.float()
