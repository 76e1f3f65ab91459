"""What is seen of a language model: its loss on a sentence, and how it continues it."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom

_TEXT = "hello world "
_WINDOW = 8


def symptom(program: types.ModuleType) -> Symptom:
    """Learns a sentence that repeats, character by character, and says it by heart."""
    letters = sorted(set(_TEXT))
    ids = torch.tensor([letters.index(letter) for letter in _TEXT * 6])
    model = program.MiniGPT(len(letters), 32, 4, 2, _WINDOW)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    losses = []
    for _ in range(60):
        starts = torch.randint(len(_TEXT), (8, 1))
        # One token more than the window, or its last position would not be trained.
        loss = model.loss(ids[starts + torch.arange(_WINDOW + 1)])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    texts = model.generate(ids[:5].expand(8, -1), 24)
    right = (texts[0, 5:] == ids[5 : texts.shape[1]]).double().mean().item()
    return Symptom(
        f"trained it for 60 steps on “{_TEXT.strip()}”, and let it continue the first 5 characters",
        {"The training loss": losses},
        {
            "The share of new characters that are right (%)": 100 * right,
            "The number of different continuations in 8 attempts": len(texts.unique(dim=0)),
        },
    )
