import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    """Maps latent noise to samples."""

    def __init__(self, latent_dim, data_dim):
        super().__init__()
        # Start here: a small MLP is enough.
        raise NotImplementedError

    def forward(self, z):
        """
        z: (B, latent_dim)
        returns: (B, data_dim)
        """
        raise NotImplementedError


class Discriminator(nn.Module):
    """Scores samples: the higher, the more real."""

    def __init__(self, data_dim):
        super().__init__()
        raise NotImplementedError

    def forward(self, x):
        """
        x: (B, data_dim)
        returns: (B, 1)
        """
        raise NotImplementedError


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    """One update of the discriminator; the generator is left as it was.

    real: (B, data_dim), where B may be smaller for the last batch
    optimizer: holds the discriminator's parameters
    returns: the loss, a float
    """
    raise NotImplementedError


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    """One update of the generator; the discriminator's weights are left as they were.

    optimizer: holds the generator's parameters
    returns: the loss, a float
    """
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    batch_size, latent_dim, data_dim = 16, 8, 2

    generator = Generator(latent_dim, data_dim)
    discriminator = Discriminator(data_dim)
    optimizer_g = torch.optim.Adam(generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
    optimizer_d = torch.optim.Adam(discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999))

    data = torch.randn(40, data_dim) * 0.5 + 2.0  # 40 = 16 + 16 + 8: the last batch is smaller
    for real in data.split(batch_size):
        loss_d = train_discriminator_step(generator, discriminator, real, optimizer_d, latent_dim)
        loss_g = train_generator_step(generator, discriminator, optimizer_g, real.size(0), latent_dim)
        print(f"loss_d {loss_d:.3f}  loss_g {loss_g:.3f}")

    output = generator(torch.randn(batch_size, latent_dim))
    print(output.shape)
