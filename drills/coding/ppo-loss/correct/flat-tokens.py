import torch
import torch.nn.functional as F


def gae(rewards, values, mask, gamma=0.99, lam=0.95):
    advantages = torch.zeros_like(rewards)
    for row, n in enumerate(mask.sum(1).tolist()):
        r = rewards[row, :n]
        v = F.pad(values[row, :n].detach(), (0, 1))  # V after the end is 0
        td = r + gamma * v[1:] - v[:-1]
        total = td[-1]
        advantages[row, n - 1] = total
        for t in range(n - 2, -1, -1):
            total = td[t] + gamma * lam * total
            advantages[row, t] = total
    return advantages, torch.where(mask, advantages + values.detach(), torch.zeros_like(values))


def ppo_loss(
    log_probs, old_log_probs, advantages, values, returns, mask, clip=0.2, value_coef=0.5
):
    new, old, adv = log_probs[mask], old_log_probs[mask].detach(), advantages[mask].detach()
    ratio = torch.exp(new - old)
    surrogate = torch.stack([ratio * adv, ratio.clip(1 - clip, 1 + clip) * adv]).amin(dim=0)
    return -surrogate.mean() + value_coef * F.mse_loss(values[mask], returns[mask])


if __name__ == "__main__":
    mask = torch.tensor([[True, True], [True, False]])
    z = torch.zeros(2, 2)
    print(ppo_loss(z, z, z, z, z, mask), z.shape)
