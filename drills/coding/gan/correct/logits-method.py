"""forward gives probabilities, the steps use a method for logits; gradients set to None by hand; fakes cut by .data."""
import torch
from torch import nn
from torch.nn import functional as F


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent_dim, 30), nn.ReLU(), nn.Linear(30, data_dim))

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    """Called it gives probabilities; the losses take the logits."""

    def __init__(self, data_dim):
        super().__init__()
        self.hidden = nn.Linear(data_dim, 30)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(30, 1)

    def logits(self, x):
        return self.head(self.drop(F.leaky_relu(self.hidden(x), 0.2)))

    def forward(self, x):
        return torch.sigmoid(self.logits(x))


def towards(logits, label):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, label))


def clear(net):
    for p in net.parameters():
        p.grad = None


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim).type_as(real)
    fake = generator(z).data
    loss = towards(discriminator.logits(real), 1.0) + towards(discriminator.logits(fake), 0.0)
    clear(discriminator)
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    z = torch.randn(batch_size, latent_dim).type_as(next(generator.parameters()))
    loss = towards(discriminator.logits(generator(z)), 1.0)
    clear(generator)
    loss.backward()
    optimizer.step()
    clear(discriminator)  # leave nothing behind
    return loss.item()


if __name__ == "__main__":
    generator, discriminator = Generator(6, 3), Discriminator(3)
    opt_g = torch.optim.Adam(generator.parameters(), lr=1e-3)
    opt_d = torch.optim.Adam(discriminator.parameters(), lr=1e-3)
    for real in torch.randn(20, 3).split(8):
        train_discriminator_step(generator, discriminator, real, opt_d, 6)
        train_generator_step(generator, discriminator, opt_g, len(real), 6)
    print(generator(torch.randn(8, 6)).shape)
