"""As in the DCGAN tutorial: two backward passes, one label tensor refilled, weights initialised by apply."""
import torch
from torch import nn, optim

criterion = nn.BCEWithLogitsLoss()
REAL, FAKE = 1.0, 0.0


def init_weights(m):
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, 0.0, 0.02)
        if m.bias is not None:
            nn.init.zeros_(m.bias)


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super(Generator, self).__init__()
        self.main = nn.Sequential(
            nn.Linear(latent_dim, 48, bias=False),
            nn.BatchNorm1d(48),
            nn.ReLU(True),
            nn.Linear(48, 48, bias=False),
            nn.BatchNorm1d(48),
            nn.ReLU(True),
            nn.Linear(48, data_dim),
        )
        self.apply(init_weights)

    def forward(self, input):
        return self.main(input)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super(Discriminator, self).__init__()
        self.main = nn.Sequential(
            nn.Linear(data_dim, 48),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(48, 48, bias=False),
            nn.BatchNorm1d(48),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(48, 1),
        )
        self.apply(init_weights)

    def forward(self, input):
        return self.main(input)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    b_size = real.size(0)
    device = real.device
    discriminator.zero_grad()

    # all-real batch
    label = torch.full((b_size, 1), REAL, dtype=real.dtype, device=device)
    err_real = criterion(discriminator(real), label)
    err_real.backward()

    # all-fake batch
    noise = torch.randn(b_size, latent_dim, dtype=real.dtype, device=device)
    fake = generator(noise)
    label.fill_(FAKE)
    err_fake = criterion(discriminator(fake.detach()), label)
    err_fake.backward()

    optimizer.step()
    return (err_real + err_fake).item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    generator.zero_grad()
    p = next(generator.parameters())
    noise = torch.randn(batch_size, latent_dim, dtype=p.dtype, device=p.device)
    output = discriminator(generator(noise))
    label = torch.full_like(output, REAL)  # fakes count as real for the generator's cost
    err = criterion(output, label)
    err.backward()
    optimizer.step()
    return err.item()


if __name__ == "__main__":
    nz, nx = 10, 3
    netG, netD = Generator(nz, nx), Discriminator(nx)
    optD = optim.Adam(netD.parameters(), lr=2e-4, betas=(0.5, 0.999))
    optG = optim.Adam(netG.parameters(), lr=2e-4, betas=(0.5, 0.999))
    for i in range(3):
        x = torch.randn(12, nx) + 1
        lossD = train_discriminator_step(netG, netD, x, optD, nz)
        lossG = train_generator_step(netG, netD, optG, x.size(0), nz)
        print("[%d] Loss_D: %.4f Loss_G: %.4f" % (i, lossD, lossG))
    print(netG(torch.randn(12, nz)).shape)
