"""What is seen of a block: how a stack of it learns to look up what followed a token earlier."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom
from torch import Tensor, nn

_LETTERS, _WIDTH, _LENGTH = 6, 24, 12


def symptom(program: types.ModuleType) -> Symptom:
    """A text repeats after six letters; the second half can be predicted, the first cannot."""
    blocks = nn.ModuleList(program.TransformerBlock(_WIDTH, 4, 48) for _ in range(3))
    letters, places = nn.Embedding(_LETTERS, _WIDTH), nn.Embedding(_LENGTH, _WIDTH)
    head = nn.Linear(_WIDTH, _LETTERS)
    causal = torch.ones(_LENGTH, _LENGTH, dtype=torch.bool).tril()

    def predict(text: Tensor) -> Tensor:
        x = letters(text) + places.weight
        for block in blocks:
            y = block(x, mask=causal)
            x = y[0] if isinstance(y, tuple) else y
        return head(x)

    layers = nn.ModuleList([blocks, letters, places, head])
    optimizer = torch.optim.Adam(layers.parameters(), lr=0.01)
    losses = []
    for _ in range(30):
        text = torch.randint(_LETTERS, (32, _LENGTH // 2)).repeat(1, 2)
        loss = F.cross_entropy(predict(text)[:, 5:-1].flatten(0, 1), text[:, 6:].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():
        x = torch.randn(8, 4, _WIDTH)
        y = blocks[0](x)
        y = y[0] if isinstance(y, tuple) else y
        grown = (y.pow(2).mean() / x.pow(2).mean()).sqrt()
    return Symptom(
        "trained a stack of three blocks for 30 steps to predict the second half of a text that repeats",
        {"The training loss": losses},
        {"The length of a vector after the first block, divided by that before": grown.item()},
    )
