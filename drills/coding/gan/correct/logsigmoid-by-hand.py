"""Ascends the value function, written with logsigmoid; spectral norm, layer norm and dropout; noise filled in place."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils import spectral_norm


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.fc1 = nn.Linear(latent_dim, 32)
        self.ln1 = nn.LayerNorm(32)
        self.fc2 = nn.Linear(32, 32)
        self.ln2 = nn.LayerNorm(32)
        self.fc3 = nn.Linear(32, data_dim)

    def forward(self, z):
        z = F.gelu(self.ln1(self.fc1(z)))
        z = F.gelu(self.ln2(self.fc2(z)))
        return self.fc3(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.fc1 = spectral_norm(nn.Linear(data_dim, 32))
        self.fc2 = spectral_norm(nn.Linear(32, 32))
        self.fc3 = spectral_norm(nn.Linear(32, 1))
        self.drop = nn.Dropout(0.3)

    def forward(self, x):
        x = self.drop(F.leaky_relu(self.fc1(x), 0.2))
        x = self.drop(F.leaky_relu(self.fc2(x), 0.2))
        return self.fc3(x)


def log_d(logit):
    return F.logsigmoid(logit)


def log_one_minus_d(logit):
    return F.logsigmoid(-logit)  # 1 - sigmoid(s) = sigmoid(-s)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    optimizer.zero_grad()
    z = real.new_empty(real.shape[0], latent_dim).normal_()
    fake = generator(z).detach()
    # gradient ascent on the value function, written as descent on its negative
    value = log_d(discriminator(real)).mean() + log_one_minus_d(discriminator(fake)).mean()
    (-value).backward()
    optimizer.step()
    return -value.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    optimizer.zero_grad()
    z = next(generator.parameters()).new_empty(batch_size, latent_dim).normal_()
    value = log_d(discriminator(generator(z))).mean()
    (-value).backward()
    optimizer.step()
    return -value.item()


if __name__ == "__main__":
    generator = Generator(16, 5)
    discriminator = Discriminator(5)
    g_opt = torch.optim.AdamW(generator.parameters(), lr=1e-4)
    d_opt = torch.optim.AdamW(discriminator.parameters(), lr=4e-4)
    real = torch.randn(10, 5)
    d_loss = train_discriminator_step(generator, discriminator, real, d_opt, 16)
    g_loss = train_generator_step(generator, discriminator, g_opt, 10, 16)
    print(f"D {d_loss:.4f} | G {g_loss:.4f}")
    sample = generator(torch.randn(10, 16))
    print(sample.shape)
