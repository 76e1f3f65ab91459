"""What is seen of a language model: its loss on a sentence, and how it continues it."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom

_TEXT = "she sells sea shells by the shore. "
_WINDOW = 16


def symptom(program: types.ModuleType) -> Symptom:
    """Learns a sentence that repeats, character by character, and says it by heart."""
    letters = sorted(set(_TEXT))
    ids = torch.tensor([letters.index(letter) for letter in _TEXT * 4])
    model = program.MiniGPT(len(letters), 32, 4, 2, _WINDOW)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    losses = []
    for _ in range(50):
        starts = torch.randint(len(_TEXT), (16, 1))
        loss = model.loss(ids[starts + torch.arange(_WINDOW)])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    text = model.generate(ids[:10].unsqueeze(0), 40)[0]
    right = (text[10:] == ids[10 : len(text)]).double().mean().item()
    return Symptom(
        f"trained it for 50 steps on “{_TEXT.strip()}”, and let it continue the first 10 characters",
        {"The training loss": losses},
        {"The share of new characters that are right (%)": 100 * right},
    )
