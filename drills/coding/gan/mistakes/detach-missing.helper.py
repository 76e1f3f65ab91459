from collections import OrderedDict
from typing import Tuple

import torch
from torch import Tensor, nn
from torch.optim import Optimizer


class Generator(nn.Module):
    def __init__(self, latent_dim: int, data_dim: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(OrderedDict([
            ("fc1", nn.Linear(latent_dim, 44)),
            ("act1", nn.PReLU()),
            ("fc2", nn.Linear(44, 44)),
            ("act2", nn.PReLU()),
            ("fc3", nn.Linear(44, data_dim)),
        ]))

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z)


class Discriminator(nn.Module):
    def __init__(self, data_dim: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(OrderedDict([
            ("fc1", nn.Linear(data_dim, 44)),
            ("act1", nn.PReLU()),
            ("fc2", nn.Linear(44, 1)),
        ]))

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)


def _update(discriminator: nn.Module, optimizer: Optimizer, *pairs: Tuple[Tensor, float]) -> float:
    """One optimizer step on the mean cross-entropy of (batch, label) pairs."""
    optimizer.zero_grad()
    losses = []
    for batch, label in pairs:
        logits = discriminator(batch)
        losses.append(nn.functional.binary_cross_entropy_with_logits(logits, torch.full_like(logits, label)))
    loss = sum(losses) / len(losses)
    loss.backward()
    optimizer.step()
    return loss.item()


def _noise(generator: nn.Module, batch_size: int, latent_dim: int) -> Tensor:
    p = next(generator.parameters())
    return torch.randn(batch_size, latent_dim, device=p.device, dtype=p.dtype)


def train_discriminator_step(generator, discriminator, real, optimizer, latent_dim) -> float:
    fake = generator(_noise(generator, real.size(0), latent_dim))
    return _update(discriminator, optimizer, (real, 1.0), (fake, 0.0))


def train_generator_step(generator, discriminator, optimizer, batch_size, latent_dim) -> float:
    fake = generator(_noise(generator, batch_size, latent_dim))
    return _update(discriminator, optimizer, (fake, 1.0))


if __name__ == "__main__":
    LATENT, DATA, BATCH = 12, 6, 10
    gen, disc = Generator(LATENT, DATA), Discriminator(DATA)
    gen_opt, disc_opt = (torch.optim.Adam(net.parameters(), lr=1e-3) for net in (gen, disc))
    for _ in range(3):
        batch = torch.randn(BATCH, DATA)
        print(train_discriminator_step(gen, disc, batch, disc_opt, LATENT))
        print(train_generator_step(gen, disc, gen_opt, BATCH, LATENT))
    print(gen(_noise(gen, BATCH, LATENT)).shape)
