import torch
import torch.nn as nn
import torch.nn.functional as F

SMOOTH = 0.9  # one-sided: only the real label


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim, hidden=(32, 64)):
        super().__init__()
        modules, width = [], latent_dim
        for h in hidden:
            # the bias before BatchNorm is redundant but harmless
            modules += [nn.Linear(width, h), nn.BatchNorm1d(h), nn.ReLU()]
            width = h
        modules.append(nn.Linear(width, data_dim))
        self.net = nn.Sequential(*modules)

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim, hidden=(64, 32), p=0.2):
        super().__init__()
        modules, width = [], data_dim
        for h in hidden:
            modules += [nn.Linear(width, h), nn.LeakyReLU(0.2), nn.Dropout(p)]
            width = h
        modules.append(nn.Linear(width, 1))
        self.net = nn.Sequential(*modules)

    def forward(self, x):
        return self.net(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    optimizer.zero_grad()
    with torch.no_grad():
        fake = generator(torch.randn(real.shape[0], latent_dim, dtype=real.dtype, device=real.device))
    out_r = discriminator(real)
    out_f = discriminator(fake)
    loss = F.binary_cross_entropy(out_r, torch.full_like(out_r, SMOOTH))
    loss = loss + F.binary_cross_entropy(out_f, torch.zeros_like(out_f))
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    optimizer.zero_grad()
    ref = next(iter(generator.parameters()))
    out = discriminator(generator(torch.randn(batch_size, latent_dim, dtype=ref.dtype, device=ref.device)))
    loss = F.binary_cross_entropy(out, torch.ones_like(out))
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    G = Generator(latent_dim=20, data_dim=6)
    D = Discriminator(data_dim=6)
    optG = torch.optim.Adam(G.parameters(), lr=2e-4, betas=(0.5, 0.999))
    optD = torch.optim.Adam(D.parameters(), lr=2e-4, betas=(0.5, 0.999))
    loader = torch.utils.data.DataLoader(torch.randn(45, 6), batch_size=16)
    for real in loader:
        d = train_discriminator_step(G, D, real, optD, 20)
        g = train_generator_step(G, D, optG, real.shape[0], 20)
    print("D", d, "G", g)
    fake = G(torch.randn(16, 20))
    print("fake", fake.shape)
