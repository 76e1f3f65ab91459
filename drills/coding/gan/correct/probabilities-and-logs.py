"""A discriminator of probabilities, whose logarithms are taken with a small constant added."""
import torch
import torch.nn as nn

EPS = 1e-8


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.a = nn.Linear(latent_dim, 20)
        self.b = nn.Linear(20, data_dim)

    def forward(self, z):
        return self.b(self.a(z).relu())


class Discriminator(nn.Module):
    """Returns the probability that x is real."""

    def __init__(self, data_dim):
        super().__init__()
        self.a = nn.Linear(data_dim, 20)
        self.b = nn.Linear(20, 1)

    def forward(self, x):
        return torch.sigmoid(self.b(self.a(x).relu()))


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim, dtype=real.dtype, device=real.device)
    fake = generator(z).detach()
    d_real = discriminator(real)
    d_fake = discriminator(fake)
    loss = -torch.mean(torch.log(d_real + EPS) + torch.log(1 - d_fake + EPS))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    p = next(generator.parameters())
    z = torch.randn(batch_size, latent_dim, dtype=p.dtype, device=p.device)
    d_fake = discriminator(generator(z))
    loss = -torch.mean(torch.log(d_fake + EPS))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    torch.manual_seed(3)
    g, d = Generator(4, 3), Discriminator(3)
    opt_g = torch.optim.Adam(g.parameters())
    opt_d = torch.optim.Adam(d.parameters())
    for epoch in range(3):
        x = torch.randn(10, 3) * 2
        print("d", train_discriminator_step(g, d, x, opt_d, 4))
        print("g", train_generator_step(g, d, opt_g, 10, 4))
    print(g(torch.randn(10, 4)).shape)
