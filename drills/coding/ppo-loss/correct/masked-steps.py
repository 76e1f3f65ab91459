import torch


def gae(rewards, values, mask, gamma=0.99, lam=0.95):
    B, T = rewards.shape
    values = values.detach()
    m = mask.to(values.dtype)
    last = torch.zeros(B, dtype=values.dtype)
    reversed_advantages = []
    for t in range(T - 1, -1, -1):
        if t < T - 1:
            next_values = values[:, t + 1] * m[:, t + 1]
        else:
            next_values = torch.zeros_like(last)
        delta = rewards[:, t] + gamma * next_values - values[:, t]
        last = (delta + gamma * lam * last) * m[:, t]
        reversed_advantages.append(last)
    advantages = torch.stack(reversed_advantages[::-1], dim=1)
    returns = (advantages + values) * m
    return advantages, returns


def ppo_loss(
    log_probs,
    old_log_probs,
    advantages,
    values,
    returns,
    mask,
    clip=0.2,
    value_coef=0.5,
    entropy=None,
    entropy_coef=0.0,
):
    n = mask.sum()
    ratio = (log_probs - old_log_probs).exp()
    pg_losses = -advantages * ratio
    pg_losses2 = -advantages * torch.clamp(ratio, 1.0 - clip, 1.0 + clip)
    pg_loss = (torch.max(pg_losses, pg_losses2) * mask).sum() / n
    vf_loss = ((values - returns).pow(2) * mask).sum() / n
    loss = pg_loss + value_coef * vf_loss
    if entropy is not None:
        loss = loss - entropy_coef * (entropy * mask).sum() / n
    clip_fraction = ((pg_losses2 > pg_losses) & mask).sum() / n
    return loss, pg_loss.detach(), vf_loss.detach(), clip_fraction


if __name__ == "__main__":
    a, r = gae(torch.randn(2, 4), torch.randn(2, 4), torch.ones(2, 4).bool())
    print(a.shape, r.shape)
