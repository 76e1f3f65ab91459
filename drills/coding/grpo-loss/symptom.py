"""What is seen of the GRPO loss: the rewards of a tiny policy that it trains."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import Tensor

_PROMPTS, _GROUP, _LENGTH, _TOKENS = 4, 8, 5, 4


def symptom(program: types.ModuleType) -> Symptom:
    """The reward of a response is the share of its tokens that are the prompt's number. The last
    prompt gives every response the same reward."""
    prompts = torch.arange(_PROMPTS).repeat_interleave(_GROUP)
    reference = 0.3 * torch.randn(_PROMPTS, _TOKENS)
    policy = reference.clone().requires_grad_()
    optimizer = torch.optim.Adam([policy], lr=0.1)

    def score(logits: Tensor, tokens: Tensor) -> Tensor:
        """The log-probabilities (B, T) of tokens (B, T)."""
        return torch.log_softmax(logits, dim=1)[prompts].gather(1, tokens)

    curve = []
    for _ in range(25):
        with torch.no_grad():
            probs = torch.softmax(policy, dim=1)[prompts]
            tokens = torch.multinomial(probs, _LENGTH, replacement=True)
            old, ref = score(policy, tokens), score(reference, tokens)
            lengths = torch.randint(1, _LENGTH + 1, (len(prompts), 1))
            mask = torch.arange(_LENGTH) < lengths
            hits = (tokens == prompts.unsqueeze(1)) & mask
            rewards = (hits.sum(dim=1) / lengths.squeeze(1)).masked_fill(prompts == 3, 1.0)
            advantages = program.group_advantages(rewards, _GROUP)
        for _ in range(3):
            out = program.grpo_loss(score(policy, tokens), old, ref, advantages, mask, beta=0.1)
            loss = out[0] if isinstance(out, tuple) else out
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        curve.append(rewards[prompts < 3].mean().item())
    final, first = torch.log_softmax(policy.detach(), 1), torch.log_softmax(reference, 1)
    kl = (final.exp() * (final - first)).sum(dim=1)
    return Symptom(
        "trained a tiny policy with it for 25 rounds of sampled responses",
        {"The mean reward": curve},
        {
            "The KL divergence from the reference at the end": kl[:3].mean().item(),
            "The same for a prompt whose rewards are all equal": kl[3].item(),
            "The last loss": loss.item(),
        },
    )
