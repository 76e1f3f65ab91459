"""What is seen of PPO: the rewards of a tiny policy, and how well its values predict them."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import Tensor

_BATCH, _LENGTH, _TOKENS = 24, 5, 4


def symptom(program: types.ModuleType) -> Symptom:
    """A response earns a point for each token that equals its place, modulo 4; some end early."""
    policy = torch.zeros(_LENGTH, _TOKENS, requires_grad=True)
    critic = torch.zeros(_LENGTH, requires_grad=True)
    optimizer = torch.optim.Adam([policy, critic], lr=0.1)
    places = torch.arange(_LENGTH)

    def score(tokens: Tensor) -> Tensor:
        """The log-probabilities (B, T) of tokens (B, T)."""
        return torch.log_softmax(policy, dim=1)[places, tokens]

    curve = []
    for _ in range(25):
        with torch.no_grad():
            draws = torch.multinomial(torch.softmax(policy, dim=1), _BATCH, replacement=True)
            tokens = draws.t()
            mask = places < torch.randint(1, _LENGTH + 1, (_BATCH, 1))
            rewards = (tokens == places % _TOKENS).float()
            old = score(tokens)
        values = critic.expand(_BATCH, _LENGTH)
        advantages, returns = program.gae(rewards, values, mask, gamma=0.9, lam=0.9)
        for _ in range(3):
            values = critic.expand(_BATCH, _LENGTH)
            out = program.ppo_loss(score(tokens), old, advantages, values, returns, mask)
            loss = out[0] if isinstance(out, tuple) else out
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        curve.append(rewards[mask].mean().item())
    return Symptom(
        "trained a tiny policy and its values with it for 25 rounds of sampled responses",
        {"The mean reward per token": curve},
        {
            "The final value of the first position": critic[0].item(),
            "The final value of the last position": critic[-1].item(),
            "The sum of all returns in the last round": returns.sum().item(),
            "The last loss": loss.item(),
        },
    )
