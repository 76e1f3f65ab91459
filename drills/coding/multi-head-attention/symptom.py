"""What is seen of attention: whether it learns to look a value up."""

from __future__ import annotations

import types

import torch
import torch.nn.functional as F
from grader.symptoms import Symptom
from torch import Tensor, nn

_KEYS, _WIDTH = 5, 16


def symptom(program: types.ModuleType) -> Symptom:
    """The query is one of the keys; the answer is the sign that belongs to it."""
    attention = program.MultiHeadAttention(_WIDTH, 2)
    names, readout = nn.Embedding(_KEYS, _WIDTH), nn.Linear(_WIDTH, 1)
    parameters = [*attention.parameters(), *names.parameters(), *readout.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=0.005)

    def predict(asked: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        """(B, 1) queries, (B, 5) signs and a (1, 5) mask -> (B, 1) logits"""
        keys = names.weight.expand(len(signs), -1, -1)
        values = signs.unsqueeze(2) * torch.ones(_WIDTH)
        out = attention(names(asked), keys, values, mask)
        return readout(out[0] if isinstance(out, tuple) else out).squeeze(2)

    losses = []
    for _ in range(30):
        *data, labels = _lookups(32)
        loss = F.binary_cross_entropy_with_logits(predict(*data), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    *data, labels = _lookups(100)
    with torch.no_grad():
        right = (predict(*data) > 0) == (labels > 0.5)
    return Symptom(
        "trained it for 30 steps to look up one of five values by its key, with one key masked",
        {"The training loss": losses},
        {"Its accuracy on new values (%)": 100 * right.double().mean().item()},
    )


def _lookups(batch: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Queries (B, 1), signs (B, 5), a mask (1, 5) and labels (B, 1) of 0 and 1."""
    hidden = torch.arange(_KEYS) == torch.randint(_KEYS, ())
    asked = torch.rand(batch, _KEYS).masked_fill(hidden, 2.0).argsort(dim=1)[:, :1]
    signs = torch.randint(0, 2, (batch, _KEYS)) * 2.0 - 1
    # With one query, a module that adds the heads' dimension to the mask can take it too.
    return asked, signs, ~hidden.unsqueeze(0), (signs.gather(1, asked) > 0).float()
