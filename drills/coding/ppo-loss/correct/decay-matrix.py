import torch


def gae(rewards, values, mask, gamma=0.99, lam=0.95):
    """All sums of discounted errors as one product with a triangular matrix."""
    with torch.no_grad():
        m = mask.to(rewards.dtype)
        r, v = rewards * m, values * m
        v_next = torch.nn.functional.pad(v[:, 1:], (0, 1))
        delta = r + gamma * v_next - v
        steps = torch.arange(rewards.shape[1])
        lag = steps[None, :] - steps[:, None]  # [t, s]: how far s lies ahead of t
        decay = torch.where(lag >= 0, (gamma * lam) ** lag.clamp(min=0).to(r.dtype), 0.0 * lag)
        advantages = torch.einsum("bs,ts->bt", delta, decay.to(r.dtype))
        return advantages, advantages + v


def ppo_loss(
    log_probs, old_log_probs, advantages, values, returns, mask, clip=0.2, value_coef=0.5
):
    w = mask.to(log_probs.dtype) / mask.sum()
    ratio = torch.exp(log_probs - old_log_probs)
    good = advantages >= 0
    bounded = torch.where(good, ratio.clamp(max=1 + clip), ratio.clamp(min=1 - clip))
    per_token = value_coef * (values - returns) ** 2 - bounded * advantages
    return torch.einsum("bt,bt->", w, per_token)


if __name__ == "__main__":
    x = torch.randn(2, 3)
    print(gae(x, x, x == x)[0].shape)
