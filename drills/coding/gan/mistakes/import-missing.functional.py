import torch
import torch.nn as nn


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent_dim, 50), nn.SiLU(), nn.Linear(50, 50), nn.SiLU(), nn.Linear(50, data_dim))

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(data_dim, 50), nn.SiLU(), nn.Linear(50, 50), nn.SiLU(), nn.Linear(50, 1))

    def forward(self, x):
        return self.net(x)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    optimizer.zero_grad()
    fake = generator(torch.randn(real.size(0), latent_dim, device=real.device, dtype=real.dtype))
    on_real, on_fake = discriminator(real), discriminator(fake)
    loss = F.binary_cross_entropy_with_logits(on_real, torch.ones_like(on_real)) \
        + F.binary_cross_entropy_with_logits(on_fake, torch.zeros_like(on_fake))
    # accumulate only into the discriminator; the generator's .grad is not touched
    loss.backward(inputs=list(discriminator.parameters()))
    optimizer.step()
    return loss.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    optimizer.zero_grad()
    p = next(generator.parameters())
    on_fake = discriminator(generator(torch.randn(batch_size, latent_dim, device=p.device, dtype=p.dtype)))
    loss = F.binary_cross_entropy_with_logits(on_fake, torch.ones_like(on_fake))
    loss.backward(inputs=list(generator.parameters()))
    optimizer.step()
    return loss.item()


if __name__ == "__main__":
    L, X = 8, 3
    G, D = Generator(L, X), Discriminator(X)
    og, od = (torch.optim.Adam(m.parameters(), 3e-4, (0.0, 0.99)) for m in (G, D))
    for _ in range(3):
        print(train_discriminator_step(G, D, torch.randn(6, X), od, L))
        print(train_generator_step(G, D, og, 6, L))
    print(G(torch.randn(6, L)).shape)
