from dataclasses import dataclass

import torch


def group_advantages(rewards, group_size, eps=1e-6):
    advantages = []
    for group in rewards.split(group_size):
        advantages.append((group - group.mean()) / group.std().clamp(min=eps))
    return torch.cat(advantages)


@dataclass
class Response:
    """The tokens of one response, without padding."""

    log_probs: torch.Tensor
    old: torch.Tensor
    ref: torch.Tensor
    advantage: torch.Tensor

    def objective(self, clip, beta):
        ratio = (self.log_probs - self.old).exp()
        bounded = torch.stack([ratio, ratio.clamp(1 - clip, 1 + clip)]) * self.advantage
        return (bounded.min(dim=0).values - beta * self.kl()).mean()

    def kl(self):
        d = self.ref - self.log_probs
        return d.exp() - d - 1


def grpo_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    rows = zip(log_probs, old_log_probs, ref_log_probs, mask, advantages)
    responses = [Response(new[m], old[m], ref[m], a) for new, old, ref, m, a in rows]
    return -torch.stack([r.objective(clip, beta) for r in responses]).mean()


if __name__ == "__main__":
    lp = torch.log(torch.rand(2, 3))
    mask = torch.tensor([[True, True, False], [False, True, True]])
    loss = grpo_loss(lp, lp, lp, group_advantages(torch.tensor([0.0, 1.0]), 2), mask)
    print(loss.item(), loss.shape)
