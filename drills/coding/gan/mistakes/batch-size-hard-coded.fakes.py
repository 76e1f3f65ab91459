import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils import spectral_norm


class ResidualLayer(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.fc = nn.Linear(dim, dim)

    def forward(self, x):
        return x + self.fc(F.silu(self.norm(x)))


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim, dim=32, depth=2):
        super().__init__()
        self.stem = nn.Linear(latent_dim, dim)
        self.blocks = nn.Sequential(*(ResidualLayer(dim) for _ in range(depth)))
        self.head = nn.Linear(dim, data_dim)

    def forward(self, z):
        return self.head(self.blocks(self.stem(z)))


class Discriminator(nn.Module):
    def __init__(self, data_dim, dim=32):
        super().__init__()
        self.l1 = spectral_norm(nn.Linear(data_dim, dim))
        self.l2 = spectral_norm(nn.Linear(dim, dim))
        self.l3 = spectral_norm(nn.Linear(dim, 1))

    def forward(self, x):
        x = F.leaky_relu(self.l1(x), 0.1)
        x = F.leaky_relu(self.l2(x), 0.1)
        return self.l3(x)


def d_loss_fn(real_logits, fake_logits):
    return -F.logsigmoid(real_logits).mean() - F.logsigmoid(-fake_logits).mean()


def g_loss_fn(fake_logits):
    return -F.logsigmoid(fake_logits).mean()


def sample(generator, n, latent_dim):
    w = next(generator.parameters())
    return generator(torch.randn(n, latent_dim, device=w.device, dtype=w.dtype))


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    with torch.no_grad():
        fake = sample(generator, 16, latent_dim)
    loss = d_loss_fn(discriminator(real), discriminator(fake))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    loss = g_loss_fn(discriminator(sample(generator, batch_size, latent_dim)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    g, d = Generator(8, 5), Discriminator(5)
    opt_g = torch.optim.Adam(g.parameters(), lr=1e-4, betas=(0.0, 0.9))
    opt_d = torch.optim.Adam(d.parameters(), lr=4e-4, betas=(0.0, 0.9))
    for _ in range(2):
        real = torch.randn(16, 5)
        ld = train_discriminator_step(g, d, real, opt_d, 8)
        lg = train_generator_step(g, d, opt_g, 16, 8)
        print(f"{ld:.3f}/{lg:.3f}")
    print(sample(g, 16, 8).shape)
