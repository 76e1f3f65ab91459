"""Zeroes before and after the step, in the generator step both networks; sums divided by the samples."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim, hidden=32, dropout=0.0):
        super().__init__()
        self.latent_dim = latent_dim
        self.fc_in = nn.Linear(latent_dim, hidden)
        self.bn_in = nn.BatchNorm1d(hidden)
        self.drop = nn.Dropout(dropout)
        self.fc_out = nn.Linear(hidden, data_dim)

    def forward(self, z):
        h = self.drop(F.relu(self.bn_in(self.fc_in(z))))
        return self.fc_out(h)


class Discriminator(nn.Module):
    def __init__(self, data_dim, hidden=32):
        super().__init__()
        self.fc_in = nn.Linear(data_dim, hidden)
        self.bn = nn.BatchNorm1d(hidden)
        self.fc_out = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.fc_out(F.leaky_relu(self.bn(self.fc_in(x)), 0.2))


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    optimizer.zero_grad()
    z = torch.randn(len(real), latent_dim, device=real.device, dtype=real.dtype)
    fake = generator(z).detach().requires_grad_(False)
    logits_real = discriminator(real)
    logits_fake = discriminator(fake)
    n = len(real)
    # sums, then divided by the number of samples
    total = F.binary_cross_entropy_with_logits(logits_real, torch.ones_like(logits_real), reduction="sum")
    total += F.binary_cross_entropy_with_logits(logits_fake, torch.zeros_like(logits_fake), reduction="sum")
    loss = total / (2 * n)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    optimizer.zero_grad()
    p = next(generator.parameters())
    z = torch.randn(batch_size, latent_dim, device=p.device, dtype=p.dtype)
    logits = discriminator(generator(z))
    loss = F.binary_cross_entropy_with_logits(logits, torch.ones_like(logits), reduction="sum") / batch_size
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    discriminator.zero_grad()  # what went through the discriminator is not its business
    return loss.item()


if __name__ == "__main__":
    device = "cuda" if torch.cuda.is_available() else "cpu"
    G = Generator(10, 4).to(device)
    D = Discriminator(4).to(device)
    opt_G = torch.optim.Adam(G.parameters(), lr=2e-4)
    opt_D = torch.optim.Adam(D.parameters(), lr=2e-4)
    for it in range(4):
        x = torch.randn(8, 4, device=device)
        d = train_discriminator_step(G, D, x, opt_D, 10)
        g = train_generator_step(G, D, opt_G, 8, 10)
        print(it, d, g)
    print(G(torch.randn(8, 10, device=device)).shape)
