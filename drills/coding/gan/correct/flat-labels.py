"""Labels of shape (B,); the networks return logits, and the steps apply the sigmoid."""
import torch
import torch.nn as nn


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent_dim, 32), nn.Tanh(), nn.Linear(32, data_dim))

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(data_dim, 32), nn.Tanh(), nn.Linear(32, 1))

    def forward(self, x):
        return self.net(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    criterion = nn.BCELoss()
    n = real.size(0)
    ones = torch.ones(n, dtype=real.dtype, device=real.device)
    zeros = torch.zeros(n, dtype=real.dtype, device=real.device)

    noise = torch.randn(n, latent_dim, dtype=real.dtype, device=real.device)
    with torch.no_grad():
        fake = generator(noise)

    p_real = torch.sigmoid(discriminator(real)).squeeze(1)
    p_fake = torch.sigmoid(discriminator(fake)).squeeze(1)
    loss = criterion(p_real, ones) + criterion(p_fake, zeros)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    criterion = nn.BCELoss()
    dtype, device = next((p.dtype, p.device) for p in generator.parameters())
    noise = torch.randn(batch_size, latent_dim, dtype=dtype, device=device)
    p = torch.sigmoid(discriminator(generator(noise))).squeeze(1)  # (B,)
    loss = criterion(p, torch.ones(batch_size, dtype=dtype, device=device))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    G = Generator(6, 3)
    D = Discriminator(3)
    opt_g = torch.optim.Adam(G.parameters(), lr=1e-3)
    opt_d = torch.optim.Adam(D.parameters(), lr=1e-3)
    losses = []
    for _ in range(4):
        real = torch.randn(9, 3)
        losses.append((train_discriminator_step(G, D, real, opt_d, 6), train_generator_step(G, D, opt_g, 9, 6)))
    print(losses[-1])
    print(G(torch.randn(9, 6)).shape)
