import torch
from torch import nn
from torch.nn import functional as F


def mlp(sizes, act):
    layers = []
    for i in range(len(sizes) - 1):
        layers += [nn.Linear(sizes[i], sizes[i + 1]), act()]
    return nn.Sequential(*layers[:-1])


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.body = mlp([latent_dim, 64, 64, data_dim], nn.ReLU)

    def forward(self, z):
        return self.body(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.body = mlp([data_dim, 64, 64, 1], nn.LeakyReLU)

    def forward(self, x):
        return self.body(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    n = real.shape[0]
    fake = generator(torch.randn(n, latent_dim, device=real.device).to(real.dtype)).detach()
    x = torch.cat([real, fake])
    y = torch.cat([torch.ones(n, 1), torch.zeros(n, 1)]).to(real)
    loss = F.binary_cross_entropy_with_logits(discriminator(x), y)  # mean over 2n rows
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    w = next(generator.parameters())
    scores = discriminator(generator(torch.randn(batch_size, latent_dim, device=w.device).to(w.dtype)))
    loss = F.binary_cross_entropy_with_logits(scores, torch.ones(batch_size, 1).to(scores))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


if __name__ == "__main__":
    latent_dim, data_dim = 4, 2
    gen, disc = Generator(latent_dim, data_dim), Discriminator(data_dim)
    opt_gen = torch.optim.RMSprop(gen.parameters(), lr=1e-3)
    opt_disc = torch.optim.RMSprop(disc.parameters(), lr=1e-3)
    dataset = torch.utils.data.TensorDataset(torch.randn(50, data_dim))
    for (batch,) in torch.utils.data.DataLoader(dataset, batch_size=16, shuffle=True):
        ld = train_discriminator_step(gen, disc, batch, opt_disc, latent_dim)
        lg = train_generator_step(gen, disc, opt_gen, len(batch), latent_dim)
        print(len(batch), ld, lg)
    out = gen(torch.randn(16, latent_dim))
    print(out.shape)
