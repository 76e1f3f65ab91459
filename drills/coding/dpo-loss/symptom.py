"""What is seen of the DPO loss: whether a tiny policy comes to prefer what was chosen."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import Tensor, nn

_TOKENS = 6


def symptom(program: types.ModuleType) -> Symptom:
    """Chosen responses count upwards and rejected ones downwards, after a short prompt."""
    start = torch.randint(_TOKENS, (12, 1))
    pairs = [(start + step * torch.arange(7)) % _TOKENS for step in (1, -1)]
    pairs = [torch.cat([torch.randint(_TOKENS, (12, 1)), tokens], dim=1) for tokens in pairs]
    place = torch.arange(8)
    begins, ends = torch.randint(3, (12, 1)), torch.randint(4, 9, (2, 12, 1))
    masks = [(place >= begins) & (place < end) for end in ends]
    reference = nn.Embedding(_TOKENS, _TOKENS)  # the logits of a token's successor
    policy = nn.Embedding(_TOKENS, _TOKENS)
    policy.load_state_dict(reference.state_dict())
    optimizer = torch.optim.Adam([*policy.parameters(), *reference.parameters()], lr=0.1)

    def scores(model: nn.Module) -> list[Tensor]:
        return [
            program.sequence_log_probs(model(tokens), tokens, mask)
            for tokens, mask in zip(pairs, masks)
        ]

    losses = []
    for _ in range(30):
        out = program.dpo_loss(*scores(policy), *scores(reference), beta=0.3)
        loss = out[0] if isinstance(out, tuple) else out
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():
        worse, better, same = (torch.tensor([score]) for score in (-500.0, -100.0, -300.0))
        upset = program.dpo_loss(worse, better, same, same, beta=1.0)
        steps = torch.softmax(policy.weight, dim=1)
    place = torch.arange(_TOKENS)
    return Symptom(
        "trained a tiny policy with it for 30 steps to prefer counting up to counting down",
        {"The loss": losses},
        {
            "The probability of a step upwards at the end (%)": (
                100 * steps[place, (place + 1) % _TOKENS].mean().item()
            ),
            "The probability of a step downwards at the end (%)": (
                100 * steps[place, (place - 1) % _TOKENS].mean().item()
            ),
            "The loss of a pair that a policy gets badly wrong": float(
                upset[0] if isinstance(upset, tuple) else upset
            ),
        },
    )
