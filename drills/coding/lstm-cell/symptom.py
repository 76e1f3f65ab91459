"""What is seen of an LSTM cell: whether it learns to remember how a sequence began."""

from __future__ import annotations

import types
from typing import Tuple

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom
from torch import Tensor, nn

State = Tuple[Tensor, Tensor]


def symptom(program: types.ModuleType) -> Symptom:
    """The label of a sequence of five random signs is the first one."""
    embed, cell, readout = nn.Linear(1, 4), program.LSTMCell(4, 8), nn.Linear(8, 1)
    layers = nn.ModuleList([embed, cell, readout])
    optimizer = torch.optim.Adam(layers.parameters(), lr=0.05)

    def predict(signs: Tensor, state: State | None = None) -> Tensor:
        """(B, T) -> (B,) logits"""
        for x in signs.unsqueeze(2).unbind(1):
            state = cell(embed(x), state)
        assert state is not None
        return readout(state[0]).squeeze(1)

    losses = []
    for _ in range(40):
        signs, labels = _sequences(32)
        loss = F.binary_cross_entropy_with_logits(predict(signs), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    start = torch.zeros(100, 8), torch.zeros(100, 8)
    with torch.no_grad():
        for _ in range(2):  # both batches begin with the same state
            signs, labels = _sequences(100)
            right = (predict(signs, start) > 0) == (labels > 0.5)
    return Symptom(
        "trained it for 40 steps to remember the first of five signs",
        {"The training loss": losses},
        {"Its accuracy on new sequences (%)": 100 * right.double().mean().item()},
    )


def _sequences(batch: int) -> tuple[Tensor, Tensor]:
    """(B, 5) signs and (B,) labels of 0 and 1."""
    signs = torch.randint(0, 2, (batch, 5)) * 2.0 - 1
    return signs, (signs[:, 0] > 0).float()
