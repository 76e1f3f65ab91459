"""Real and generated samples shuffled in one batch; uniform noise; layers in a ModuleList."""
import torch
import torch.nn as nn


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(latent_dim, 30), nn.Linear(30, 30), nn.Linear(30, data_dim)])

    def forward(self, z):
        *hidden, last = self.layers
        for layer in hidden:
            z = torch.tanh(layer(z))
        return last(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(data_dim, 30), nn.Linear(30, 30), nn.Linear(30, 1)])
        self.act = nn.LeakyReLU(0.2)

    def forward(self, x):
        *hidden, last = self.layers
        for layer in hidden:
            x = self.act(layer(x))
        return last(x)


bce = nn.BCEWithLogitsLoss()


@torch.no_grad()
def make_fakes(generator, n, latent_dim, like):
    # uniform noise works as well as Gaussian noise
    z = torch.rand(n, latent_dim, dtype=like.dtype, device=like.device) * 2 - 1
    return generator(z)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    n = real.size(0)
    samples = torch.cat((real, make_fakes(generator, n, latent_dim, real)), dim=0)
    targets = torch.zeros(2 * n, 1, dtype=real.dtype, device=real.device)
    targets[:n] = 1

    order = torch.randperm(2 * n, device=real.device)
    samples, targets = samples[order], targets[order]

    optimizer.zero_grad()
    loss = bce(discriminator(samples), targets)
    loss.backward()
    optimizer.step()
    return loss.detach().cpu().item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    like = next(generator.parameters())
    z = torch.rand(batch_size, latent_dim, dtype=like.dtype, device=like.device) * 2 - 1
    logits = discriminator(generator(z))
    optimizer.zero_grad()
    loss = bce(logits, logits.new_ones(logits.shape))
    loss.backward()
    optimizer.step()
    return loss.detach().cpu().item()


def main():
    torch.manual_seed(42)
    g = Generator(12, 7)
    d = Discriminator(7)
    g_optim = torch.optim.Adam(g.parameters(), lr=1e-3)
    d_optim = torch.optim.Adam(d.parameters(), lr=1e-3)
    for step in range(5):
        dl = train_discriminator_step(g, d, torch.randn(20, 7), d_optim, 12)
        gl = train_generator_step(g, d, g_optim, 20, 12)
    print("losses", dl, gl)
    print("samples", g(torch.rand(20, 12)).shape)


if __name__ == "__main__":
    main()
