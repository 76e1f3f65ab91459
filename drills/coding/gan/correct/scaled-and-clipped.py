"""Gradients scaled, unscaled and clipped; each real label drawn near 1; the other network in eval mode for a while."""
import torch
import torch.nn as nn
import torch.nn.functional as F

SCALE = 1024.0  # keeps small gradients alive in low precision; undone before the step


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent_dim, 24), nn.BatchNorm1d(24), nn.ReLU(), nn.Linear(24, data_dim)
        )

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(data_dim, 24), nn.LeakyReLU(0.2), nn.Dropout(0.1), nn.Linear(24, 1)
        )

    def forward(self, x):
        return self.net(x)


def update(network, optimizer, loss):
    optimizer.zero_grad()
    (loss * SCALE).backward()
    for p in network.parameters():
        if p.grad is not None:
            p.grad /= SCALE
    nn.utils.clip_grad_norm_(network.parameters(), 0.2)
    optimizer.step()
    return loss.item()


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim, dtype=real.dtype)
    generator.eval()  # fakes as they are when the generator is used
    fake = generator(z).detach()
    generator.train()
    out_real, out_fake = discriminator(real), discriminator(fake)
    labels = 0.8 + 0.2 * torch.rand_like(out_real)  # one-sided smoothing, drawn for each sample
    loss = F.binary_cross_entropy_with_logits(out_real, labels) + F.softplus(out_fake).mean()
    return update(discriminator, optimizer, loss)


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    z = torch.randn(batch_size, latent_dim, dtype=next(generator.parameters()).dtype)
    discriminator.eval()  # without dropout its gradient is less noisy
    loss = F.softplus(-discriminator(generator(z))).mean()
    loss = update(generator, optimizer, loss)
    discriminator.train()
    return loss


if __name__ == "__main__":
    generator, discriminator = Generator(6, 3), Discriminator(3)
    opt_g = torch.optim.Adam(generator.parameters(), lr=1e-3)
    opt_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3)
    for real in torch.randn(20, 3).split(8):
        print(train_discriminator_step(generator, discriminator, real, opt_d, 6))
        print(train_generator_step(generator, discriminator, opt_g, len(real), 6))
    print(generator(torch.randn(8, 6)).shape)
