"""What is seen of a language model: its loss on two words, and how it continues them."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom

_TEXT = "hello world "
_WINDOW = 12


def symptom(program: types.ModuleType) -> Symptom:
    """Learns a text that repeats, character by character, and continues it from anywhere."""
    letters = sorted(set(_TEXT))
    ids = torch.tensor([letters.index(letter) for letter in _TEXT * 6])
    model = program.MiniGPT(len(letters), 32, 4, 2, _WINDOW)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    losses = []
    for _ in range(45):
        starts = torch.randint(len(_TEXT), (8, 1))
        loss = model.loss(ids[starts + torch.arange(_WINDOW)])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    wanted = ids[torch.arange(len(_TEXT)).unsqueeze(1) + torch.arange(36)]  # from every place
    short, long = (model.generate(wanted[:, :5], number) for number in (7, 31))
    same = model.generate(wanted[:1, :5].expand(8, -1), 20)
    return Symptom(
        f"trained it for 45 steps on “{_TEXT.strip()}”, and let it continue from 5 characters",
        {"The training loss": losses},
        {
            "The share of the next 7 characters that are right (%)": (
                100 * (short == wanted[:, :12])[:, 5:].double().mean().item()
            ),
            "The share of the next 31 characters that are right (%)": (
                100 * (long == wanted)[:, 5:].double().mean().item()
            ),
            "The number of different continuations in 8 attempts": len(same.unique(dim=0)),
        },
    )
