import torch


def group_advantages(rewards, group_size, eps=1e-6):
    """
    rewards: (B,), one per response; the responses to a prompt are adjacent

    Returns the rewards normalised within each group, (B,).
    """
    # Start here: which rewards belong together?
    raise NotImplementedError


def grpo_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    """
    log_probs, old_log_probs, ref_log_probs: (B, T), of the tokens that were sampled
    advantages: (B,)
    mask: (B, T) bool, True where a token belongs to the response

    Returns a scalar.
    """
    raise NotImplementedError


if __name__ == "__main__":
    rewards = torch.tensor([1.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    advantages = group_advantages(rewards, group_size=3)
    print(advantages.shape)  # expected: torch.Size([6])
