import torch
import torch.nn as nn
import torch.nn.functional as F


class VAE(nn.Module):
    """A variational autoencoder for binary data, with one hidden layer on each side."""

    def __init__(self, input_dim, hidden_dim, latent_dim):
        super().__init__()
        # Start here: which layers does each side need?
        raise NotImplementedError

    def encode(self, x):
        """x: (B, input_dim); returns mu and logvar, each (B, latent_dim)."""
        raise NotImplementedError

    def reparameterize(self, mu, logvar, noise=None):
        """Returns z, of shape (B, latent_dim); draws the noise if none is given."""
        raise NotImplementedError

    def decode(self, z):
        """z: (B, latent_dim); returns logits (B, input_dim)."""
        raise NotImplementedError

    def forward(self, x, noise=None):
        """Returns logits, mu and logvar."""
        raise NotImplementedError


def vae_loss(logits, x, mu, logvar, beta=1.0):
    """Returns a scalar."""
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    vae = VAE(12, 32, 2)
    x = torch.randint(0, 2, (8, 12)).float()
    logits, mu, logvar = vae(x)
    print(logits.shape, vae_loss(logits, x, mu, logvar).item())  # expected: torch.Size([8, 12])
