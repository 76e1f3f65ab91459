import torch
import torch.nn as nn
import torch.nn.functional as F


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.fc1 = nn.Linear(latent_dim, 64)
        self.fc2 = nn.Linear(64, 64)
        self.fc3 = nn.Linear(64, data_dim)

    def forward(self, z):
        x = F.relu(self.fc1(z))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.fc1 = nn.Linear(data_dim, 64)
        self.fc2 = nn.Linear(64, 1)

    def forward(self, x):
        x = F.leaky_relu(self.fc1(x), 0.2)
        return self.fc2(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    batch_size = real.size(0)
    z = torch.randn(batch_size, latent_dim)
    fake = generator(z).detach()

    real_logits = discriminator(real)
    fake_logits = discriminator(fake)
    real_loss = F.binary_cross_entropy_with_logits(real_logits, torch.ones(batch_size, 1))
    fake_loss = F.binary_cross_entropy_with_logits(fake_logits, torch.zeros(batch_size, 1))
    loss = real_loss + fake_loss

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    z = torch.randn(batch_size, latent_dim)
    fake = generator(z)
    logits = discriminator(fake)
    loss = F.binary_cross_entropy_with_logits(logits, torch.ones(batch_size, 1))

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    latent_dim, data_dim, batch_size = 16, 2, 32
    G = Generator(latent_dim, data_dim)
    D = Discriminator(data_dim)
    opt_G = torch.optim.Adam(G.parameters(), lr=2e-4)
    opt_D = torch.optim.Adam(D.parameters(), lr=2e-4)

    for step in range(5):
        real = torch.randn(batch_size, data_dim) + 3
        d_loss = train_discriminator_step(G, D, real, opt_D, latent_dim)
        g_loss = train_generator_step(G, D, opt_G, batch_size, latent_dim)
        print(f"step {step}: d_loss={d_loss:.4f} g_loss={g_loss:.4f}")

    output = G(torch.randn(batch_size, latent_dim))
    print(output.shape)
