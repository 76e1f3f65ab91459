import torch


def gae(rewards, values, mask, gamma=0.99, lam=0.95):
    """
    rewards, values: (B, T)
    mask: (B, T) bool, True for real tokens, which come first in each row

    Returns advantages and returns, both (B, T), 0 at padding and without a graph.
    """
    # Start here: what follows the last real token?
    raise NotImplementedError


def ppo_loss(
    log_probs, old_log_probs, advantages, values, returns, mask, clip=0.2, value_coef=0.5
):
    """Takes tensors (B, T) and returns a scalar: policy loss + value_coef * value loss."""
    raise NotImplementedError


if __name__ == "__main__":
    mask = torch.tensor([[True, True, True], [True, False, False]])
    advantages, returns = gae(torch.randn(2, 3), torch.randn(2, 3), mask)
    print(advantages.shape, returns.shape)  # expected: torch.Size([2, 3]) twice
