import torch
from torch import Tensor


def group_advantages(rewards: Tensor, group_size: int, eps: float = 1e-6) -> Tensor:
    windows = rewards.unfold(0, group_size, group_size)
    var, mean = torch.var_mean(windows, dim=-1, unbiased=False, keepdim=True)
    return ((windows - mean) / torch.sqrt(var + eps)).flatten()


def grpo_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    """Returns the loss, and what is worth a plot."""
    old, ref, a = old_log_probs.detach(), ref_log_probs.detach(), advantages.detach()[:, None]
    w = mask.double() / mask.double().sum(1, keepdim=True) / len(mask)
    w = w.to(log_probs.dtype)
    ratio = torch.exp(log_probs - old)
    policy = torch.max(-a * ratio, -a * torch.clip(ratio, 1.0 - clip, 1.0 + clip))
    log_r = ref - log_probs
    k3 = log_r.exp() - 1 - log_r
    policy_loss = torch.einsum("bt,bt->", w, policy)
    kl_loss = torch.einsum("bt,bt->", w, k3)
    return policy_loss + beta * kl_loss, policy_loss.detach(), kl_loss.detach()


if __name__ == "__main__":
    z = torch.zeros(2, 5)
    print(grpo_loss(z, z, z, torch.tensor([1.0, -1.0]), z == 0)[0].shape)
