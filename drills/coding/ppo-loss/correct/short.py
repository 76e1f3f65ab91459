import torch


def gae(r, v, mask, gamma=0.99, lam=0.95):
    v, m, A, out = v.detach() * mask, mask, 0, []
    V = torch.cat([v, v[:, :1] * 0], 1)
    for t in range(r.size(1))[::-1]:
        A = (r[:, t] + gamma * V[:, t + 1] - V[:, t] + gamma * lam * A) * m[:, t]
        out = [A, *out]
    A = torch.stack(out, 1)
    return A, A + v


def ppo_loss(lp, old, A, V, R, mask, clip=0.2, value_coef=0.5):
    r = (lp - old).exp()
    pi = -torch.min(r * A, r.clamp(1 - clip, 1 + clip) * A)
    return ((pi + value_coef * (V - R) ** 2) * mask).sum() / mask.sum()


if __name__ == "__main__":
    print(gae(torch.randn(2, 5), torch.randn(2, 5), torch.ones(2, 5).bool())[1].shape)
