import torch


def group_advantages(rewards, group_size, eps=1e-6):
    g = rewards.view(-1, group_size)
    return ((g - g.mean(1, True)) / (g.std(1, unbiased=False, keepdim=True) + eps)).view(-1)


def grpo_loss(lp, old, ref, adv, mask, clip=0.2, beta=0.04):
    r, d, a, m = (lp - old).exp(), ref - lp, adv[:, None], mask.float()
    obj = torch.min(r * a, r.clamp(1 - clip, 1 + clip) * a) - beta * (d.exp() - d - 1)
    return -((obj * m).sum(1) / m.sum(1)).mean()


if __name__ == "__main__":
    print(group_advantages(torch.arange(6.0), 3).shape)
