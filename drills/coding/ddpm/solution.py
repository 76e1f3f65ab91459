import torch
import torch.nn as nn
import torch.nn.functional as F


class DDPM(nn.Module):
    """The numerical core of a diffusion model, around a network model(x, t)."""

    def __init__(self, steps=1000, beta_start=1e-4, beta_end=0.02):
        super().__init__()
        betas = torch.linspace(beta_start, beta_end, steps)
        alphas = 1 - betas
        # Buffers follow the module to another device, and no optimizer trains them.
        self.register_buffer("betas", betas)
        self.register_buffer("alphas", alphas)
        self.register_buffer("alpha_bars", torch.cumprod(alphas, dim=0))

    def q_sample(self, x0, t, noise):
        """x_t in one step from x_0, each sample with its own t."""
        alpha_bar = self.alpha_bars[t].reshape(-1, *[1] * (x0.dim() - 1))
        return alpha_bar.sqrt() * x0 + (1 - alpha_bar).sqrt() * noise

    def loss(self, model, x0, t, noise):
        x_t = self.q_sample(x0, t, noise)
        return F.mse_loss(model(x_t, t), noise)

    def p_sample(self, model, x, t, noise):
        """One step from x_t to x_{t-1}, for an int t."""
        eps = model(x, torch.full((len(x),), t, dtype=torch.long, device=x.device))
        beta, alpha, alpha_bar = self.betas[t], self.alphas[t], self.alpha_bars[t]
        mean = (x - beta / (1 - alpha_bar).sqrt() * eps) / alpha.sqrt()
        variance = beta
        if t == 0:  # the last step ends at the image: nothing will remove its noise
            return mean
        return mean + variance.sqrt() * noise


if __name__ == "__main__":
    torch.manual_seed(0)
    ddpm = DDPM()
    x0, noise = torch.randn(2, 4, 3, 8, 8)
    t = torch.tensor([0, 10, 500, 999])
    x_t = ddpm.q_sample(x0, t, noise)
    print(x_t.shape, f"signal left at the end {ddpm.alpha_bars[-1].sqrt():.4f}")  # 0.0064

    # A network that knows the noise has no loss, and undoes the first step exactly.
    def oracle(x, t):
        return noise

    assert ddpm.loss(oracle, x0, t, noise) == 0
    first = ddpm.q_sample(x0, torch.zeros(4, dtype=torch.long), noise)
    assert torch.allclose(ddpm.p_sample(oracle, first, 0, noise), x0, atol=1e-5)
