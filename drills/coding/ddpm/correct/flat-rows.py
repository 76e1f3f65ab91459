import torch


class DDPM:
    """Works on one row per sample, whatever the shape; keeps the logarithms of alpha."""

    def __init__(self, steps=1000, beta_start=1e-4, beta_end=0.02, clip=None):
        at = torch.arange(steps) / (steps - 1)
        self.log_alpha = torch.log(1 - (beta_start + (beta_end - beta_start) * at))
        self.clip = clip

    def left(self, t):
        return torch.exp(torch.stack([self.log_alpha[: int(s) + 1].sum() for s in t]))

    def q_sample(self, x0, t, noise):
        left = self.left(t).unsqueeze(1)
        rows = x0.flatten(1) * left**0.5 + noise.flatten(1) * (1 - left) ** 0.5
        return rows.view(x0.shape)

    def loss(self, model, x0, t, noise):
        rows = (model(self.q_sample(x0, t, noise), t) - noise).flatten(1)
        return torch.mean(rows * rows)

    def p_sample(self, model, x, t, noise):
        times = torch.tensor(t).repeat(len(x))
        alpha, left = torch.exp(self.log_alpha[t]), self.left([t])
        eps = model(x, times)
        x = torch.addcmul(x, eps, (alpha - 1) / torch.sqrt(1 - left)) * alpha**-0.5
        return torch.where(times.view(-1, *[1] * (x.dim() - 1)) == 0, x, x + (1 - alpha) ** 0.5 * noise)


if __name__ == "__main__":
    x = torch.randn(2, 3, 4)
    print(DDPM(20).q_sample(x, torch.tensor([3, 19]), torch.randn_like(x)).shape)
