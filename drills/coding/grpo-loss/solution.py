import torch


def group_advantages(rewards, group_size, eps=1e-6):
    """Rewards minus the mean of their group, in units of its standard deviation, (B,)."""
    groups = rewards.reshape(-1, group_size)
    deviation = groups - groups.mean(dim=1, keepdim=True)
    std = groups.std(dim=1, keepdim=True)
    advantages = deviation / (std + eps)
    return advantages.reshape(-1)


def grpo_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    """Minus the clipped surrogate, plus beta times the KL to the reference, a scalar."""
    ratio = torch.exp(log_probs - old_log_probs)
    advantages = advantages.unsqueeze(1)  # all tokens of a response share one
    clipped = ratio.clamp(1 - clip, 1 + clip)
    surrogate = torch.minimum(ratio * advantages, clipped * advantages)

    distance = ref_log_probs - log_probs
    kl = torch.exp(distance) - distance - 1
    objective = surrogate - beta * kl

    total = objective.masked_fill(~mask, 0).sum(dim=1)
    count = mask.sum(dim=1)
    per_response = total / count
    return -per_response.mean()


if __name__ == "__main__":
    rewards = torch.tensor([1.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    advantages = group_advantages(rewards, group_size=3)
    print(advantages.shape, advantages)  # the second group teaches nothing: all 0

    torch.manual_seed(0)
    log_probs = -torch.rand(6, 4)
    mask = torch.arange(4) < torch.tensor([4, 2, 3, 1, 4, 2]).unsqueeze(1)
    # On fresh samples every ratio is 1 and every KL is 0, so the loss is minus the mean advantage.
    loss = grpo_loss(log_probs, log_probs, log_probs, advantages, mask)
    assert torch.allclose(loss, -advantages.mean(), atol=1e-6)
    print(loss.shape)  # torch.Size([])
