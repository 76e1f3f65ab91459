"""Losses as softplus of the logit; fakes made in inference mode and cloned; residual layers; float(loss)."""
import torch
from torch import nn
from torch.nn.functional import softplus


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim, width=40):
        super().__init__()
        self.inp = nn.Linear(latent_dim, width)
        self.mid = nn.Linear(width, width)
        self.out = nn.Linear(width, data_dim)

    def forward(self, z):
        h = torch.relu(self.inp(z))
        h = h + torch.relu(self.mid(h))
        return self.out(h)


class Discriminator(nn.Module):
    def __init__(self, data_dim, width=40):
        super().__init__()
        self.inp = nn.Linear(data_dim, width)
        self.mid = nn.Linear(width, width)
        self.out = nn.Linear(width, 1)

    def forward(self, x):
        h = nn.functional.leaky_relu(self.inp(x), 0.1)
        h = h + nn.functional.leaky_relu(self.mid(h), 0.1)
        return self.out(h)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    with torch.inference_mode():
        fake = generator(torch.randn(len(real), latent_dim, dtype=real.dtype, device=real.device))
    fake = fake.clone()
    loss = softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    return float(loss)


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    ref = next(generator.parameters())
    fake = generator(torch.randn(batch_size, latent_dim, dtype=ref.dtype, device=ref.device))
    loss = softplus(-discriminator(fake)).mean()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    return float(loss)


if __name__ == "__main__":
    g, d = Generator(5, 3), Discriminator(3)
    og = torch.optim.SGD(g.parameters(), lr=0.05)
    od = torch.optim.SGD(d.parameters(), lr=0.05)
    for _ in range(4):
        print(train_discriminator_step(g, d, torch.randn(9, 3), od, 5), train_generator_step(g, d, og, 9, 5))
    print(tuple(g(torch.randn(7, 5)).shape))
