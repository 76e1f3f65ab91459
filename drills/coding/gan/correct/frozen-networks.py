"""A context manager freezes the other network; the discriminator's loss is halved."""
import torch
from torch import nn
import torch.nn.functional as F
from contextlib import contextmanager


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.to_hidden = nn.Linear(latent_dim, 36)
        self.to_data = nn.Linear(36, data_dim)

    def forward(self, z):
        return self.to_data(F.elu(self.to_hidden(z)))


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.to_hidden = nn.Linear(data_dim, 36)
        self.to_logit = nn.Linear(36, 1)

    def forward(self, x):
        return self.to_logit(F.elu(self.to_hidden(x)))


@contextmanager
def frozen(net):
    before = [p.requires_grad for p in net.parameters()]
    net.requires_grad_(False)
    try:
        yield
    finally:
        for p, flag in zip(net.parameters(), before):
            p.requires_grad_(flag)


def noise_for(net, n, latent_dim):
    p = next(net.parameters())
    return torch.randn(n, latent_dim, device=p.device, dtype=p.dtype)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    optimizer.zero_grad()
    with frozen(generator):
        fake = generator(noise_for(generator, real.size(0), latent_dim))
        real_score = discriminator(real)
        fake_score = discriminator(fake)
        loss = 0.5 * (
            F.binary_cross_entropy_with_logits(real_score, torch.ones_like(real_score))
            + F.binary_cross_entropy_with_logits(fake_score, torch.zeros_like(fake_score))
        )
        loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    optimizer.zero_grad()
    with frozen(discriminator):
        # the gradient still passes through the discriminator to its input
        score = discriminator(generator(noise_for(generator, batch_size, latent_dim)))
        loss = F.binary_cross_entropy_with_logits(score, torch.ones_like(score))
        loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    generator, discriminator = Generator(9, 4), Discriminator(4)
    opt_g = torch.optim.Adam(generator.parameters(), lr=1e-3)
    opt_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3)
    for i in range(3):
        batch = torch.randn(11, 4)
        print(i, train_discriminator_step(generator, discriminator, batch, opt_d, 9),
              train_generator_step(generator, discriminator, opt_g, len(batch), 9))
    with torch.no_grad():
        print(generator(torch.randn(11, 9)).shape)
