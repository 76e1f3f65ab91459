import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.lift = nn.Linear(latent_dim, 26)
        self.drop = nn.Dropout(0.1)
        self.lower = nn.Linear(26, data_dim)

    def forward(self, z):
        return self.lower(self.drop(F.relu(self.lift(z))))


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.lift = nn.Linear(data_dim, 26)
        self.lower = nn.Linear(26, 1)

    def forward(self, x):
        return self.lower(F.leaky_relu(self.lift(x), 0.2))


def real_or_fake_loss(score, is_real):
    """Cross-entropy over the two classes (fake, real) with scores (0, s); equals the sigmoid BCE."""
    logits = torch.cat([torch.zeros_like(score), score], dim=1)
    target = torch.full((score.size(0),), int(is_real), dtype=torch.long, device=score.device)
    return F.cross_entropy(logits, target)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim, device=real.device, dtype=real.dtype)
    x_fake = generator(z).detach()
    loss = real_or_fake_loss(discriminator(real), True) + real_or_fake_loss(discriminator(x_fake), False)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    w = next(generator.parameters())
    z = torch.randn(batch_size, latent_dim, device=w.device, dtype=w.dtype)
    loss = real_or_fake_loss(discriminator(generator(z)), False)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    generator, discriminator = Generator(5, 4), Discriminator(4)
    adam_g = torch.optim.Adam(generator.parameters(), lr=5e-4)
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=5e-4)
    for chunk in torch.randn(22, 4).split(8):
        print(
            train_discriminator_step(generator, discriminator, chunk, adam_d, 5),
            train_generator_step(generator, discriminator, adam_g, chunk.size(0), 5),
        )
    out = generator(torch.randn(8, 5))
    print(out.shape)
