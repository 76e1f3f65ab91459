import torch
import torch.nn as nn
from torch.distributions import Bernoulli, Normal


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent_dim, 32), nn.ReLU6(),
            nn.Linear(32, data_dim),
        )
        self.scale = nn.Parameter(torch.ones(data_dim))

    def forward(self, z):
        return self.net(z) * self.scale


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(data_dim, 32), nn.CELU(),
            nn.Linear(32, 1),
        )

    def forward(self, x):
        return self.net(x)


def nll(logits, label):
    """Negative log-likelihood of the labels under the discriminator."""
    return -Bernoulli(logits=logits).log_prob(label.expand_as(logits)).mean()


def prior(net, n, latent_dim):
    p = next(net.parameters())
    zero = torch.zeros(n, latent_dim, device=p.device, dtype=p.dtype)
    return Normal(zero, torch.ones_like(zero)).sample()


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    one, zero = real.new_tensor(1.0), real.new_tensor(0.0)
    with torch.no_grad():
        fake = generator(prior(generator, real.size(0), latent_dim))
    loss = nll(discriminator(real), one) + nll(discriminator(fake), zero)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    logits = discriminator(generator(prior(generator, batch_size, latent_dim)))
    loss = nll(logits, logits.new_tensor(1.0))
    optimizer.zero_grad()
    discriminator.zero_grad()
    loss.backward()
    optimizer.step()
    lr = optimizer.param_groups[0]["lr"]
    with torch.no_grad():
        for p in discriminator.parameters():
            p.sub_(lr * p.grad)
    return loss.item()


if __name__ == "__main__":
    g, d = Generator(4, 3), Discriminator(3)
    og = torch.optim.Adam(g.parameters(), lr=1e-3)
    od = torch.optim.Adam(d.parameters(), lr=1e-3)
    for _ in range(3):
        print(train_discriminator_step(g, d, torch.randn(8, 3), od, 4), train_generator_step(g, d, og, 8, 4))
    print(g(prior(g, 8, 4)).shape)
