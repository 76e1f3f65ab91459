"""Gradients from autograd.grad overwrite .grad: nothing is zeroed or detached. Layers of raw parameters."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def weight(n_in, n_out):
    return nn.Parameter(torch.randn(n_in, n_out) * math.sqrt(2.0 / n_in))


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.W1, self.b1 = weight(latent_dim, 24), nn.Parameter(torch.zeros(24))
        self.W2, self.b2 = weight(24, data_dim), nn.Parameter(torch.zeros(data_dim))

    def forward(self, z):
        h = torch.einsum("bl,lh->bh", z, self.W1) + self.b1
        h = h.clamp(min=0)
        return torch.einsum("bh,hd->bd", h, self.W2) + self.b2


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.W1, self.b1 = weight(data_dim, 24), nn.Parameter(torch.zeros(24))
        self.W2, self.b2 = weight(24, 1), nn.Parameter(torch.zeros(1))

    def forward(self, x):
        h = x @ self.W1 + self.b1
        h = torch.where(h > 0, h, 0.2 * h)
        return h @ self.W2 + self.b2


def apply_gradients(loss, net, optimizer):
    """Differentiate with respect to one network only; overwriting .grad makes zeroing unnecessary."""
    params = [p for p in net.parameters() if p.requires_grad]
    for p, g in zip(params, torch.autograd.grad(loss, params)):
        p.grad = g
    optimizer.step()


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim).to(real)
    s_real = discriminator(real)
    s_fake = discriminator(generator(z))
    loss = F.softplus(-s_real).mean() + F.softplus(s_fake).mean()
    apply_gradients(loss, discriminator, optimizer)
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    z = torch.randn(batch_size, latent_dim).to(next(generator.parameters()))
    loss = F.softplus(-discriminator(generator(z))).mean()
    apply_gradients(loss, generator, optimizer)
    return loss.item()


if __name__ == "__main__":
    torch.manual_seed(0)
    g, d = Generator(3, 2), Discriminator(2)
    og, od = torch.optim.SGD(g.parameters(), lr=0.1), torch.optim.SGD(d.parameters(), lr=0.1)
    for n in [8, 8, 3]:
        x = torch.randn(n, 2)
        print(f"{train_discriminator_step(g, d, x, od, 3):.3f} {train_generator_step(g, d, og, n, 3):.3f}")
    print(g(torch.randn(8, 3)).size())
