import torch


def group_advantages(rewards, group_size, eps=1e-6):
    n = rewards.numel()
    group = torch.arange(n) // group_size
    sums = rewards.new_zeros(n // group_size).index_add(0, group, rewards)
    centred = rewards - (sums / group_size)[group]
    squares = rewards.new_zeros(n // group_size).index_add(0, group, centred * centred)
    variance = squares / group_size  # of the population
    return centred * torch.rsqrt(variance + eps * eps)[group]


def grpo_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    row, step = mask.nonzero(as_tuple=True)  # only response tokens from here on
    lp, old, ref = (t[row, step] for t in (log_probs, old_log_probs, ref_log_probs))
    A = advantages[row]
    ratio = (lp - old).exp()
    too_far = torch.where(A >= 0, ratio > 1 + clip, ratio < 1 - clip)
    surrogate = torch.where(too_far, ratio.clamp(1 - clip, 1 + clip), ratio) * A
    kl = torch.expm1(ref - lp) - (ref - lp)
    weight = 1.0 / (mask.sum(1)[row] * mask.shape[0])
    return (weight * (beta * kl - surrogate)).sum()


if __name__ == "__main__":
    a = group_advantages(torch.tensor([1.0, 0.0, 1.0, 1.0]), 2)
    print(a, a.shape)
