import torch, torch.nn as nn, torch.nn.functional as F


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.l1 = nn.Linear(latent_dim, 16)
        self.l2 = nn.Linear(16, 16)
        self.l3 = nn.Linear(16, data_dim)

    def forward(self, z):
        x = F.relu(self.l1(z))
        x = F.relu(self.l2(x))
        return self.l3(x)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.l1 = nn.Linear(data_dim, 16)
        self.l2 = nn.Linear(16, 16)
        self.l3 = nn.Linear(16, 1)

    def forward(self, x):
        x = F.relu(self.l1(x))
        x = F.relu(self.l2(x))
        return self.l3(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.shape[0], latent_dim).to(real.device, real.dtype)
    fake = generator(z).detach()
    optimizer.zero_grad()
    p_real = torch.sigmoid(discriminator(real))
    p_fake = torch.sigmoid(discriminator(fake))
    loss_real = F.binary_cross_entropy_with_logits(p_real, torch.ones_like(p_real))
    loss_fake = F.binary_cross_entropy_with_logits(p_fake, torch.zeros_like(p_fake))
    loss = loss_real + loss_fake
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    z = torch.randn(batch_size, latent_dim)
    z = z.to(next(generator.parameters()))
    optimizer.zero_grad()
    p = torch.sigmoid(discriminator(generator(z)))
    loss = F.binary_cross_entropy_with_logits(p, torch.ones_like(p))
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    latent_dim, data_dim, bs = 8, 5, 6
    G, D = Generator(latent_dim, data_dim), Discriminator(data_dim)
    opt_G = torch.optim.Adam(G.parameters(), lr=0.0002)
    opt_D = torch.optim.Adam(D.parameters(), lr=0.0002)
    for i in range(2):
        r = torch.randn(bs, data_dim)
        print(train_discriminator_step(G, D, r, opt_D, latent_dim))
        print(train_generator_step(G, D, opt_G, bs, latent_dim))
    print(G(torch.randn(bs, latent_dim)).shape)
