"""The discriminator looks at the whole batch; torch.distributions for losses and noise; two backward passes."""
import torch
import torch.nn as nn
from torch.distributions import Bernoulli, Normal


class PixelNorm(nn.Module):
    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(dim=1, keepdim=True) + 1e-8)


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.mapping = nn.Sequential(PixelNorm(), nn.Linear(latent_dim, 32), nn.LeakyReLU(0.2))
        self.synthesis = nn.Sequential(nn.Linear(32, 32), PixelNorm(), nn.LeakyReLU(0.2), nn.Linear(32, data_dim))

    def forward(self, z):
        return self.synthesis(self.mapping(z))


class Discriminator(nn.Module):
    """Sees the spread of its batch as an extra feature, which works against mode collapse."""

    def __init__(self, data_dim):
        super().__init__()
        self.features = nn.Sequential(nn.Linear(data_dim, 32), nn.LeakyReLU(0.2))
        self.classify = nn.Linear(33, 1)

    def forward(self, x):
        h = self.features(x)
        spread = (h.var(dim=0, unbiased=False) + 1e-8).sqrt().mean()
        return self.classify(torch.cat([h, spread.expand(h.size(0), 1)], dim=1))


def nll(logits, label):
    """Negative log-likelihood of the labels under the discriminator."""
    return -Bernoulli(logits=logits).log_prob(torch.full_like(logits, label)).mean()


def prior(net, n, latent_dim):
    p = next(net.parameters())
    zero = torch.zeros(n, latent_dim, device=p.device, dtype=p.dtype)
    return Normal(zero, torch.ones_like(zero)).sample()


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    discriminator.zero_grad()
    z = prior(generator, real.size(0), latent_dim)
    loss_fake = nll(discriminator(generator(z).detach()), 0.0)
    loss_fake.backward()
    loss_real = nll(discriminator(real), 1.0)
    loss_real.backward()
    optimizer.step()
    return float((loss_fake + loss_real).detach())


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    generator.zero_grad()
    loss = nll(discriminator(generator(prior(generator, batch_size, latent_dim))), 1.0)
    loss.backward()
    optimizer.step()
    return float(loss.detach())


if __name__ == "__main__":
    g, d = Generator(16, 2), Discriminator(2)
    g_opt = torch.optim.Adam(g.parameters(), lr=1e-3, betas=(0.0, 0.99))
    d_opt = torch.optim.Adam(d.parameters(), lr=1e-3, betas=(0.0, 0.99))
    for _ in range(3):
        d_loss = train_discriminator_step(g, d, torch.randn(16, 2), d_opt, 16)
        g_loss = train_generator_step(g, d, g_opt, 16, 16)
        print({"d": d_loss, "g": g_loss})
    print(g(torch.randn(16, 16)).shape)
