"""What is seen of an LSTM cell: whether it learns to remember the beginning of a sequence."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom
from torch import Tensor, nn


def symptom(program: types.ModuleType) -> Symptom:
    """The label of a sequence of 6 random signs is the product of the first two."""
    cell, readout = program.LSTMCell(1, 12), nn.Linear(12, 1)
    parameters = [*cell.parameters(), *readout.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=0.03)

    def predict(signs: Tensor) -> Tensor:
        """(B, T) -> (B,) logits"""
        state = None
        for x in signs.unsqueeze(2).unbind(1):
            state = cell(x, state)
        assert state is not None
        return readout(state[0]).squeeze(1)

    losses = []
    for _ in range(60):
        signs, labels = _sequences(32)
        loss = F.binary_cross_entropy_with_logits(predict(signs), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    signs, labels = _sequences(200)
    with torch.no_grad():
        right = (predict(signs) > 0) == (labels > 0.5)
    return Symptom(
        "trained it for 60 steps to tell whether the first two signs of six are equal",
        {"The training loss": losses},
        {"Its accuracy on new sequences (%)": 100 * right.double().mean().item()},
    )


def _sequences(batch: int) -> tuple[Tensor, Tensor]:
    """(B, 6) signs and (B,) labels of 0 and 1."""
    signs = torch.randint(0, 2, (batch, 6)) * 2.0 - 1
    return signs, (signs[:, 0] * signs[:, 1] > 0).float()
