import math

import torch
import torch.nn as nn


def matrix(rows, columns):
    return nn.Parameter(torch.randn(rows, columns) / math.sqrt(rows))


class VAE(nn.Module):
    """No biases; tanh; the cross-entropy by hand."""

    def __init__(self, input_dim, hidden_dim, latent_dim):
        super().__init__()
        self.w_in = matrix(input_dim, hidden_dim)
        self.w_mu = matrix(hidden_dim, latent_dim)
        self.w_logvar = matrix(hidden_dim, latent_dim)
        self.w_z = matrix(latent_dim, hidden_dim)
        self.w_out = matrix(hidden_dim, input_dim)

    def encode(self, x):
        h = torch.tanh(x @ self.w_in)
        return [h @ self.w_mu, h @ self.w_logvar]

    def reparameterize(self, mu, logvar, noise=None):
        if noise is None:
            noise = torch.normal(torch.zeros_like(mu), 1.0)
        return mu + noise * torch.sqrt(torch.exp(logvar))

    def decode(self, z):
        return torch.tanh(z @ self.w_z) @ self.w_out

    def forward(self, x, noise=None):
        mu, logvar = self.encode(x)
        return [self.decode(self.reparameterize(mu, logvar, noise)), mu, logvar]


def vae_loss(logits, x, mu, logvar, beta=1.0):
    bce = torch.clamp(logits, min=0) - logits * x + torch.log1p(torch.exp(-logits.abs()))
    kl = 0.5 * (mu * mu + torch.expm1(logvar) - logvar)
    return bce.sum(1).mean() + beta * kl.sum(1).mean()


if __name__ == "__main__":
    vae = VAE(5, 8, 2)
    print(vae(torch.rand(3, 5))[0].size())
