"""The optimizer calls a closure, whose backward accumulates only into the inputs that it is given."""
import torch
from torch import nn


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.hidden = nn.Linear(latent_dim, 28)
        self.norm = nn.LayerNorm(28)
        self.head = nn.Linear(28, data_dim)

    def forward(self, z):
        return torch.tanh(self.head(torch.relu(self.norm(self.hidden(z))))) * 3.0


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.hidden = nn.Linear(data_dim, 28)
        self.head = nn.Linear(28, 1)

    def forward(self, x):
        return self.head(nn.functional.leaky_relu(self.hidden(x), 0.2))


loss_fn = nn.BCEWithLogitsLoss()


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    z = torch.randn(real.size(0), latent_dim, dtype=real.dtype)
    fake = generator(z)

    def closure():
        optimizer.zero_grad()
        r, f = discriminator(real), discriminator(fake)
        loss = loss_fn(r, torch.ones_like(r)) + loss_fn(f, torch.zeros_like(f))
        loss.backward(inputs=list(discriminator.parameters()))  # and not into the generator
        return loss

    return optimizer.step(closure).item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    z = torch.randn(batch_size, latent_dim, dtype=next(generator.parameters()).dtype)

    def closure():
        optimizer.zero_grad()
        out = discriminator(generator(z))
        loss = loss_fn(out, torch.ones_like(out))
        loss.backward(inputs=list(generator.parameters()))
        return loss

    return optimizer.step(closure).item()


if __name__ == "__main__":
    g, d = Generator(5, 2), Discriminator(2)
    og = torch.optim.Adam(g.parameters(), lr=1e-3)
    od = torch.optim.Adam(d.parameters(), lr=1e-3)
    for _ in range(3):
        print(train_discriminator_step(g, d, torch.randn(8, 2), od, 5), train_generator_step(g, d, og, 8, 5))
    print(g(torch.randn(8, 5)).shape)
