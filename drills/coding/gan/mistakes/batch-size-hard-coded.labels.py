import torch
import torch.nn as nn

adversarial_loss = nn.BCELoss()
batch_size = 8


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()

        def block(in_feat, out_feat, normalize=True):
            layers = [nn.Linear(in_feat, out_feat)]
            if normalize:
                layers.append(nn.BatchNorm1d(out_feat))
            layers.append(nn.LeakyReLU(0.2, inplace=True))
            return layers

        self.model = nn.Sequential(
            *block(latent_dim, 32, normalize=False),
            *block(32, 64),
            nn.Linear(64, data_dim),
            nn.Tanh(),
        )

    def forward(self, z):
        return self.model(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(data_dim, 64),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(64, 32),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(32, 1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.model(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    valid = torch.ones(batch_size, 1).to(real)
    fake = torch.zeros(batch_size, 1).to(real)

    optimizer.zero_grad()
    z = torch.randn(batch_size, latent_dim).to(real)
    gen_samples = generator(z)
    real_loss = adversarial_loss(discriminator(real), valid)
    fake_loss = adversarial_loss(discriminator(gen_samples.detach()), fake)
    d_loss = (real_loss + fake_loss) / 2
    d_loss.backward()
    optimizer.step()
    return d_loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    like = next(generator.parameters())
    valid = torch.ones(batch_size, 1).to(like)

    optimizer.zero_grad()
    z = torch.randn(batch_size, latent_dim).to(like)
    g_loss = adversarial_loss(discriminator(generator(z)), valid)
    g_loss.backward()
    optimizer.step()
    return g_loss.item()


if __name__ == "__main__":
    torch.manual_seed(1)
    G, D = Generator(6, 4), Discriminator(4)
    opt_g = torch.optim.Adam(G.parameters(), lr=1e-3)
    opt_d = torch.optim.Adam(D.parameters(), lr=1e-3)
    for epoch in range(2):
        for n in (8, 8, 8):
            real = torch.rand(n, 4) * 2 - 1
            ld = train_discriminator_step(G, D, real, opt_d, 6)
            lg = train_generator_step(G, D, opt_g, n, 6)
        print(epoch, round(ld, 3), round(lg, 3))
    print("generated:", G(torch.randn(8, 6)).shape)
