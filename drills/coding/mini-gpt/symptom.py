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
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    losses = []
    for _ in range(40):
        starts = torch.randint(len(_TEXT), (8, 1))
        loss = model.loss(ids[starts + torch.arange(_WINDOW)])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    text = model.generate(ids[:5].unsqueeze(0), 24)[0]
    right = (text[5:] == ids[5 : len(text)]).double().mean().item()
    return Symptom(
        f"trained it for 40 steps on “{_TEXT.strip()}”, and let it continue the first 5 characters",
        {"The training loss": losses},
        {"The share of new characters that are right (%)": 100 * right},
    )
