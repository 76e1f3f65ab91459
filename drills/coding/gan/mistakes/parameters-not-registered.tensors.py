import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def weight(n_in, n_out):
    return nn.Parameter(torch.randn(n_in, n_out) * math.sqrt(2.0 / n_in))


class Generator(nn.Module):
    def __init__(self, latent_dim, data_dim):
        super().__init__()
        self.W1 = torch.randn(latent_dim, 40, requires_grad=True)
        self.b1 = torch.zeros(40, requires_grad=True)
        self.W2, self.b2 = weight(40, data_dim), nn.Parameter(torch.zeros(data_dim))

    def forward(self, z):
        h = torch.einsum("bl,lh->bh", z, self.W1) + self.b1
        h = h.clamp(min=0)
        return torch.einsum("bh,hd->bd", h, self.W2) + self.b2


class Discriminator(nn.Module):
    def __init__(self, data_dim):
        super().__init__()
        self.W1, self.b1 = weight(data_dim, 40), nn.Parameter(torch.zeros(40))
        self.W2, self.b2 = weight(40, 1), nn.Parameter(torch.zeros(1))

    def forward(self, x):
        h = x @ self.W1 + self.b1
        h = torch.where(h > 0, h, 0.2 * h)
        return h @ self.W2 + self.b2


def clear(net):
    for p in net.parameters():
        p.grad = None


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim):
    clear(discriminator)
    fake = generator(torch.randn(real.shape[0], latent_dim).type_as(real)).data
    y_real, y_fake = discriminator(real), discriminator(fake)
    loss_real = F.binary_cross_entropy_with_logits(y_real, y_real.new_full(y_real.shape, 1.0))
    loss_fake = F.binary_cross_entropy_with_logits(y_fake, y_fake.new_full(y_fake.shape, 0.0))
    loss_real.backward()
    loss_fake.backward()
    optimizer.step()
    return loss_real.item() + loss_fake.item()


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim):
    clear(generator)
    clear(discriminator)
    z = torch.randn(batch_size, latent_dim).type_as(next(generator.parameters()))
    y = discriminator(generator(z))
    loss = F.binary_cross_entropy_with_logits(y, y.new_full(y.shape, 1.0))
    loss.backward()
    optimizer.step()
    clear(discriminator)  # leave nothing behind
    return loss.item()


if __name__ == "__main__":
    gen, dis = Generator(7, 3), Discriminator(3)
    o_gen = torch.optim.SGD(gen.parameters(), lr=0.01, momentum=0.5)
    o_dis = torch.optim.SGD(dis.parameters(), lr=0.01, momentum=0.5)
    for i in range(3):
        x = torch.randn(14, 3)
        print(i, train_discriminator_step(gen, dis, x, o_dis, 7), train_generator_step(gen, dis, o_gen, 14, 7))
    print(gen(torch.randn(14, 7)).shape)
