import torch
import torch.nn.functional as F


def extract(table, t, like):
    values = table.to(like.device).gather(0, t)
    return values.view(len(t), *(1,) * (like.ndim - 1)).to(like.dtype)


class DDPM:
    """Tables in float64; the posterior variance."""

    def __init__(self, steps=1000, beta_start=1e-4, beta_end=0.02):
        self.steps = steps
        beta = torch.linspace(beta_start, beta_end, steps, dtype=torch.float64)
        ab = (1 - beta).cumprod(0)
        prev = F.pad(ab[:-1], (1, 0), value=1.0)
        self.signal, self.sigma = ab.sqrt(), (1 - ab).sqrt()
        self.recip_alpha = (1 - beta).rsqrt()
        self.eps_factor = beta / self.sigma
        self.posterior_std = (beta * (1 - prev) / (1 - ab)).sqrt()

    def q_sample(self, x0, t, noise):
        return extract(self.signal, t, x0) * x0 + extract(self.sigma, t, x0) * noise

    def loss(self, model, x0, t, noise):
        eps = model(self.q_sample(x0, t, noise), t)
        return (eps - noise).pow(2).mean()

    @torch.no_grad()
    def p_sample(self, model, x, t, noise):
        t = torch.tensor([t] * x.shape[0], device=x.device)
        eps = model(x, t)
        mean = extract(self.recip_alpha, t, x) * (x - extract(self.eps_factor, t, x) * eps)
        return mean + extract(self.posterior_std, t, x) * noise  # 0 at t = 0

    def sample(self, model, shape):
        x = torch.randn(shape)
        for t in reversed(range(self.steps)):
            x = self.p_sample(model, x, t, torch.randn(shape))
        return x


if __name__ == "__main__":
    print(DDPM(steps=5).sample(lambda x, t: 0 * x, (2, 3)).shape)
