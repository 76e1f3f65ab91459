from dataclasses import dataclass

import torch
import torch.nn.functional as F


def sequence_log_probs(logits, tokens, response_mask):
    next_tokens = tokens.roll(-1, dims=1)
    next_mask = response_mask.roll(-1, dims=1).clone()
    next_mask[:, -1] = False
    scores = torch.log_softmax(logits, -1).gather(-1, next_tokens[..., None])[..., 0]
    return torch.where(next_mask, scores, torch.zeros_like(scores)).sum(1)


@dataclass
class Preference:
    policy: torch.Tensor
    reference: torch.Tensor

    def reward(self, beta):
        return beta * (self.policy - self.reference.detach())


class DPO:
    def __init__(self, beta):
        self.beta = beta

    def __call__(self, chosen, rejected):
        win, lose = chosen.reward(self.beta), rejected.reward(self.beta)
        pairs = torch.stack([win, lose], dim=-1)
        first = torch.zeros(len(pairs), dtype=torch.long)  # the chosen response is class 0
        return F.cross_entropy(pairs, first)


def dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta=0.1):
    chosen = Preference(policy_chosen, reference_chosen)
    rejected = Preference(policy_rejected, reference_rejected)
    return DPO(beta)(chosen, rejected)


if __name__ == "__main__":
    a, b = torch.randn(2, 4)
    print("loss", dpo_loss(a, b, a, b), dpo_loss(a, b, a, b).shape)
