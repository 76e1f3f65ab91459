"""A discriminator of probabilities and BCELoss, halved; noise in the default dtype."""
import torch
import torch.nn as nn


class Generator(nn.Module):

    def __init__(self, latent_dim, data_dim, hidden_dim=48):
        super(Generator, self).__init__()
        self.latent_dim = latent_dim
        self.input_layer = nn.Linear(latent_dim, hidden_dim)
        self.hidden_layer = nn.Linear(hidden_dim, hidden_dim)
        self.output_layer = nn.Linear(hidden_dim, data_dim)
        self.act = nn.LeakyReLU(0.2)

    def forward(self, z):
        h = self.act(self.input_layer(z))
        h = self.act(self.hidden_layer(h))
        return torch.tanh(self.output_layer(h))


class Discriminator(nn.Module):

    def __init__(self, data_dim, hidden_dim=48):
        super(Discriminator, self).__init__()
        self.input_layer = nn.Linear(data_dim, hidden_dim)
        self.hidden_layer = nn.Linear(hidden_dim, hidden_dim)
        self.output_layer = nn.Linear(hidden_dim, 1)
        self.act = nn.LeakyReLU(0.2)

    def forward(self, x):
        h = self.act(self.input_layer(x))
        h = self.act(self.hidden_layer(h))
        return torch.sigmoid(self.output_layer(h))


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    criterion = nn.BCELoss()
    n = real.shape[0]
    device = real.device

    # 1. real samples, label 1
    optimizer.zero_grad()
    p_real = discriminator(real)
    loss_real = criterion(p_real, torch.ones(n, 1, device=device))

    # 2. generated samples, label 0
    z = torch.randn(n, latent_dim, device=device)
    x_fake = generator(z)
    p_fake = discriminator(x_fake.detach())
    loss_fake = criterion(p_fake, torch.zeros(n, 1, device=device))

    # 3. update
    loss = 0.5 * (loss_real + loss_fake)
    loss.backward()
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    criterion = nn.BCELoss()
    device = next(generator.parameters()).device

    optimizer.zero_grad()
    z = torch.randn(batch_size, latent_dim, device=device)
    x_fake = generator(z)
    p_fake = discriminator(x_fake)
    loss = criterion(p_fake, torch.ones(batch_size, 1, device=device))
    loss.backward()
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    torch.manual_seed(0)
    LATENT_DIM, DATA_DIM, BATCH_SIZE = 10, 4, 16
    gen = Generator(LATENT_DIM, DATA_DIM)
    dis = Discriminator(DATA_DIM)
    opt_gen = torch.optim.Adam(gen.parameters(), lr=1e-3)
    opt_dis = torch.optim.Adam(dis.parameters(), lr=1e-3)
    for i in range(3):
        x = torch.rand(BATCH_SIZE, DATA_DIM) * 2 - 1
        ld = train_discriminator_step(gen, dis, x, opt_dis, LATENT_DIM)
        lg = train_generator_step(gen, dis, opt_gen, BATCH_SIZE, LATENT_DIM)
        print("iter", i, "D", ld, "G", lg)
    print("generator output:", gen(torch.randn(BATCH_SIZE, LATENT_DIM)).shape)
