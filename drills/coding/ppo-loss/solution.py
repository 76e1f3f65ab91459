import torch


@torch.no_grad()
def gae(rewards, values, mask, gamma=0.99, lam=0.95):
    """Advantages and returns, both (B, T), 0 at padding."""
    # With zeros in the padding, the recursion arrives at the last real token with zeros.
    rewards = rewards.masked_fill(~mask, 0)
    values = values.masked_fill(~mask, 0)
    advantages = torch.zeros_like(rewards)
    next_value = torch.zeros_like(rewards[:, 0])
    advantage = torch.zeros_like(rewards[:, 0])
    for t in reversed(range(rewards.size(1))):
        delta = rewards[:, t] + gamma * next_value - values[:, t]
        carried = gamma * lam * advantage
        advantage = delta + carried
        advantages[:, t] = advantage
        next_value = values[:, t]
    returns = advantages + values
    return advantages, returns


def masked_mean(x, mask):
    total = x.masked_fill(~mask, 0).sum()
    return total / mask.sum()


def ppo_loss(
    log_probs, old_log_probs, advantages, values, returns, mask, clip=0.2, value_coef=0.5
):
    """The clipped surrogate as a loss, plus the weighted squared error of the values."""
    ratio = torch.exp(log_probs - old_log_probs)
    clipped = ratio.clamp(1 - clip, 1 + clip)
    surrogate = torch.minimum(ratio * advantages, clipped * advantages)
    policy_loss = -masked_mean(surrogate, mask)
    errors = (values - returns) ** 2
    value_loss = masked_mean(errors, mask)
    return policy_loss + value_coef * value_loss


if __name__ == "__main__":
    # A single reward at the end of responses of 3 tokens and 1 token.
    mask = torch.tensor([[True, True, True], [True, False, False]])
    rewards = torch.tensor([[0.0, 0.0, 1.0], [1.0, 9.0, 9.0]])
    values = torch.tensor([[0.5, 0.5, 0.5], [0.5, 9.0, 9.0]])
    advantages, returns = gae(rewards, values, mask, gamma=1.0, lam=1.0)
    print(advantages, returns.shape)  # 0.5 at real tokens, 0 at padding

    log_probs = -torch.rand(2, 3)
    loss = ppo_loss(log_probs, log_probs, advantages, values, returns, mask)
    print(loss)  # tensor(-0.3750): minus the mean advantage, plus 0.5 * 0.25
