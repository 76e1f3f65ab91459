import torch
import torch.nn as nn


bce = nn.BCEWithLogitsLoss()


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent_dim, 32), nn.ReLU(), nn.Linear(32, data_dim))

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(data_dim, 32), nn.LeakyReLU(0.2), nn.Linear(32, 1))

    def forward(self, x):
        return self.net(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    n = real.size(0)
    fake = generator(torch.randn(n, latent_dim)).detach()
    loss = bce(discriminator(real).detach(), torch.ones(n, 1)) + bce(discriminator(fake), torch.zeros(n, 1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    fake = generator(torch.randn(batch_size, latent_dim))
    loss = bce(discriminator(fake), torch.ones(batch_size, 1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    generator, discriminator = Generator(8, 2), Discriminator(2)
    d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=2e-4)
    g_optimizer = torch.optim.Adam(generator.parameters(), lr=2e-4)
    real = torch.randn(16, 2)
    print(train_discriminator_step(generator, discriminator, real, d_optimizer, 8))
    print(train_generator_step(generator, discriminator, g_optimizer, 16, 8))
    print(generator(torch.randn(16, 8)).shape)
