"""Helpers for both losses and the noise; one-sided label smoothing; batch norm and dropout."""
import torch
from torch import nn


def block(n_in, n_out):
    return nn.Sequential(nn.Linear(n_in, n_out), nn.BatchNorm1d(n_out), nn.ReLU())


class Generator(nn.Module):
    """latent (B, latent_dim) -> fake sample (B, data_dim)"""

    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(block(latent_dim, 32), block(32, 64), nn.Linear(64, data_dim))

    def forward(self, noise):
        return self.net(noise)


class Discriminator(nn.Module):
    """sample (B, data_dim) -> logit (B, 1)"""

    def __init__(self, data_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(data_dim, 64), nn.LeakyReLU(0.2), nn.Dropout(0.25),
            nn.Linear(64, 32), nn.LeakyReLU(0.2), nn.Dropout(0.25),
            nn.Linear(32, 1),
        )

    def forward(self, x):
        return self.net(x)


bce = nn.BCEWithLogitsLoss()


def real_loss(d_out, smooth=False):
    labels = torch.ones_like(d_out)
    return bce(d_out, labels * 0.9 if smooth else labels)


def fake_loss(d_out):
    return bce(d_out, torch.zeros_like(d_out))


def get_noise(n, latent_dim, like):
    return torch.randn(n, latent_dim, device=like.device, dtype=like.dtype)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    optimizer.zero_grad()
    with torch.no_grad():
        fake = generator(get_noise(real.size(0), latent_dim, real))
    d_loss = real_loss(discriminator(real), smooth=True) + fake_loss(discriminator(fake))
    d_loss.backward()
    optimizer.step()
    return d_loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    optimizer.zero_grad()
    like = next(generator.parameters())
    fake = generator(get_noise(batch_size, latent_dim, like))
    g_loss = real_loss(discriminator(fake))  # flipped labels
    g_loss.backward()
    optimizer.step()
    return g_loss.item()


if __name__ == "__main__":
    z_dim, x_dim = 20, 8
    generator, discriminator = Generator(z_dim, x_dim), Discriminator(x_dim)
    g_opt = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    d_opt = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.999))
    history = {"d": [], "g": []}
    for batch in torch.randn(70, x_dim).split(24):
        history["d"].append(train_discriminator_step(generator, discriminator, batch, d_opt, z_dim))
        history["g"].append(train_generator_step(generator, discriminator, g_opt, len(batch), z_dim))
    print(history)
    generator.eval()
    print(generator(torch.randn(5, z_dim)).shape)
