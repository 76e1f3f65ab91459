from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Output(NamedTuple):
    logits: Tensor
    mu: Tensor
    logvar: Tensor


class VAE(nn.Module):
    def __init__(self, input_dim, hidden_dim, latent_dim):
        super().__init__()
        self.enc = nn.Sequential(
            nn.Linear(input_dim, hidden_dim), nn.GELU(), nn.Linear(hidden_dim, 2 * latent_dim)
        )
        self.dec = nn.Sequential(
            nn.Linear(latent_dim, hidden_dim), nn.GELU(), nn.Linear(hidden_dim, input_dim)
        )

    def encode(self, x):
        return self.enc(x).chunk(2, dim=-1)

    def reparameterize(self, mu, logvar, noise=None):
        noise = torch.empty_like(mu).normal_() if noise is None else noise
        return torch.addcmul(mu, noise, logvar.div(2).exp())

    def decode(self, z):
        return self.dec(z)

    def forward(self, x, noise=None):
        mu, logvar = self.encode(x)
        return Output(self.decode(self.reparameterize(mu, logvar, noise)), mu, logvar)


def vae_loss(logits, x, mu, logvar, beta=1.0):
    batch = logits.size(0)
    bce = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + logvar - mu**2 - torch.exp(logvar))
    loss = (bce + beta * kld) / batch
    return loss, bce.detach() / batch, kld.detach() / batch


if __name__ == "__main__":
    out = VAE(6, 10, 3)(torch.rand(4, 6))
    print(out.logits.shape)
