import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    """z (B, latent_dim) -> sample (B, data_dim)."""

    def __init__(self, latent_dim, data_dim, hidden=64):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent_dim, hidden),
            nn.ReLU(),
            nn.Linear(hidden, hidden),
            nn.ReLU(),
            nn.Linear(hidden, data_dim),  # unbounded; a Tanh here if the data is scaled to [-1, 1]
        )

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    """x (B, data_dim) -> logit (B, 1); no sigmoid here, the loss applies it stably."""

    def __init__(self, data_dim, hidden=64):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(data_dim, hidden),
            nn.LeakyReLU(0.2),  # keeps a gradient for negative inputs, which the generator needs
            nn.Linear(hidden, hidden),
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, 1),
        )

    def forward(self, x):
        return self.net(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim, device=real.device, dtype=real.dtype)
    fake = generator(z).detach()  # this step must not reach the generator

    real_logits = discriminator(real)
    fake_logits = discriminator(fake)
    loss = (
        F.binary_cross_entropy_with_logits(real_logits, torch.ones_like(real_logits))
        + F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))
    )

    # Also removes what the last generator step left in the discriminator's gradients.
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    weight = next(generator.parameters())
    z = torch.randn(batch_size, latent_dim, device=weight.device, dtype=weight.dtype)

    # No detach: the gradient flows through the discriminator into the generator.
    logits = discriminator(generator(z))
    # Non-saturating: minimise -log D(G(z)), which is the BCE towards "real".
    loss = F.binary_cross_entropy_with_logits(logits, torch.ones_like(logits))

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()  # holds only the generator's parameters
    return loss.item()


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
