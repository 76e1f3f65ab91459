from typing import NamedTuple

import torch


class Estimate(NamedTuple):
    advantages: torch.Tensor
    returns: torch.Tensor


class AdvantageEstimator:
    def __init__(self, gamma, lam):
        self.gamma, self.lam = gamma, lam

    def errors(self, rewards, values, alive):
        following = torch.cat([values[:, 1:], torch.zeros_like(values[:, :1])], dim=1)
        continues = torch.cat([alive[:, 1:], torch.zeros_like(alive[:, :1])], dim=1)
        return (rewards + self.gamma * following * continues - values) * alive

    def __call__(self, rewards, values, mask):
        alive = mask.to(values.dtype)
        columns = self.errors(rewards, values, alive).unbind(dim=1)
        out, running = [], 0
        for error in columns[::-1]:
            running = error + self.gamma * self.lam * running
            out.insert(0, running)
        advantages = torch.stack(out, dim=1)
        return Estimate(advantages.detach(), (advantages + values * alive).detach())


def gae(rewards, values, mask, gamma=0.99, lam=0.95):
    return AdvantageEstimator(gamma, lam)(rewards, values, mask)


class MaskedMean:
    def __init__(self, mask):
        self.mask, self.count = mask, mask.sum()

    def __call__(self, x):
        return torch.where(self.mask, x, torch.zeros_like(x)).sum() / self.count


def ppo_loss(
    log_probs, old_log_probs, advantages, values, returns, mask, clip=0.2, value_coef=0.5
):
    mean = MaskedMean(mask)
    ratio = torch.exp(log_probs - old_log_probs)
    gain = torch.min(ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages)
    return mean(-gain) + value_coef * mean(torch.square(values - returns))


if __name__ == "__main__":
    x = torch.randn(3, 2)
    print(gae(x, x, torch.ones(3, 2, dtype=torch.bool)).returns.shape)
