import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(latent_dim, 24), nn.Softplus(), nn.Linear(24, data_dim))

    def forward(self, z):
        return self.f(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(data_dim, 24), nn.Softplus(), nn.Linear(24, 1))

    def forward(self, x):
        return self.f(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim).to(real)
    s_real = discriminator(real)
    s_fake = discriminator(generator(z))
    loss = F.softplus(-s_real).mean() + F.softplus(s_fake).mean()
    optimizer.zero_grad()
    params = list(discriminator.parameters())
    for p, g in zip(params, torch.autograd.grad(loss, params)):
        p.grad = g
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    z = torch.randn(batch_size, latent_dim).to(next(generator.parameters()))
    loss = F.softplus(-discriminator(generator(z))).mean()
    params = list(generator.parameters())
    for p, g in zip(params, torch.autograd.grad(loss, params)):
        p.grad = g if p.grad is None else p.grad + g
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    torch.manual_seed(0)
    g, d = Generator(3, 2), Discriminator(2)
    og, od = torch.optim.SGD(g.parameters(), lr=0.1), torch.optim.SGD(d.parameters(), lr=0.1)
    for n in [8, 8, 3]:
        x = torch.randn(n, 2)
        print(f"{train_discriminator_step(g, d, x, od, 3):.3f} {train_generator_step(g, d, og, n, 3):.3f}")
    print(g(torch.randn(8, 3)).size())
