"""What is seen of a cross-entropy: a tagger that it trains on padded sentences."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import nn

_PADDING = -100


def symptom(program: types.ModuleType) -> Symptom:
    """The tag of a word is its number modulo 5; a third of all positions are padding."""
    words = torch.randint(20, (120,))
    tags = words % 5
    padded = torch.arange(120) % 3 == 0
    target = tags.masked_fill(padded, _PADDING)
    model = nn.Sequential(nn.Embedding(20, 8), nn.Linear(8, 5))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    losses = []
    for _ in range(40):
        loss = program.cross_entropy(model(words), target, label_smoothing=0.1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():
        logits = model(words)
        right = (logits.argmax(dim=1) == tags)[~padded].double().mean()
        zero = program.cross_entropy(logits, tags.masked_fill(padded, 0), ignore_index=0)
        sure = program.cross_entropy(300 * logits[~padded], tags[~padded].roll(1))
    return Symptom(
        "trained a tagger with it on padded sentences, with a label smoothing of 0.1",
        {"The training loss": losses},
        {
            "The tagger's accuracy (%)": 100 * right.item(),
            "The loss at the end without smoothing, with tag 0 as padding": zero.item(),
            "The loss of a tagger that is very sure of wrong tags": sure.item(),
        },
    )
