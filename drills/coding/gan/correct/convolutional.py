"""Convolutions over a sample as a signal; a softmax over two classes, fake and real; the mean of both terms."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    """Treats a sample as a 1-D signal of length data_dim."""

    def __init__(self, latent_dim, data_dim, channels=8):
        super().__init__()
        self.channels, self.data_dim = channels, data_dim
        self.project = nn.Linear(latent_dim, channels * data_dim)
        self.conv = nn.Sequential(
            nn.BatchNorm1d(channels),
            nn.ReLU(),
            nn.Conv1d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm1d(channels),
            nn.ReLU(),
            nn.Conv1d(channels, 1, 3, padding=1),
        )

    def forward(self, z):
        h = self.project(z).view(-1, self.channels, self.data_dim)
        return self.conv(h).squeeze(1)


class Discriminator(nn.Module):
    def __init__(self, data_dim, channels=8):
        super().__init__()
        self.conv1 = nn.Conv1d(1, channels, 3, padding=1)
        self.conv2 = nn.Conv1d(channels, channels, 3, padding=1)
        self.fc = nn.Linear(channels * data_dim, 1)

    def forward(self, x):
        h = x.unsqueeze(1)
        h = F.leaky_relu(self.conv1(h), 0.2)
        h = F.leaky_relu(self.conv2(h), 0.2)
        return self.fc(h.flatten(1))


def real_or_fake_loss(score, is_real):
    """Cross-entropy over the two classes (fake, real) with scores (0, s); equals the sigmoid BCE."""
    logits = torch.cat([torch.zeros_like(score), score], dim=1)
    target = torch.full((score.size(0),), int(is_real), dtype=torch.long, device=score.device)
    return F.cross_entropy(logits, target)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim, device=real.device, dtype=real.dtype)
    fake = generator(z)
    pred_real = discriminator(real)
    pred_fake = discriminator(fake.detach())
    loss_real = real_or_fake_loss(pred_real, True)
    loss_fake = real_or_fake_loss(pred_fake, False)
    loss = torch.stack([loss_real, loss_fake]).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    param = next(generator.parameters())
    z = torch.randn(batch_size, latent_dim, device=param.device, dtype=param.dtype)
    pred = discriminator(generator(z))
    loss = real_or_fake_loss(pred, True)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    G, D = Generator(10, 12), Discriminator(12)
    opt_G = torch.optim.Adam(G.parameters(), lr=2e-4, betas=(0.5, 0.999))
    opt_D = torch.optim.Adam(D.parameters(), lr=2e-4, betas=(0.5, 0.999))
    t = torch.linspace(0, 6.28, 12)
    for step in range(3):
        real = torch.sin(t + torch.rand(8, 1) * 6.28)
        print(train_discriminator_step(G, D, real, opt_D, 10), train_generator_step(G, D, opt_G, 8, 10))
    print("Generator output shape:", G(torch.randn(8, 10)).shape)
