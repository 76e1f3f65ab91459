import torch
import torch.nn as nn
import torch.nn.functional as F


class VAE(nn.Module):
    """A variational autoencoder for binary data, with one hidden layer on each side."""

    def __init__(self, input_dim, hidden_dim, latent_dim):
        super().__init__()
        self.encoder = nn.Linear(input_dim, hidden_dim)
        self.mu_head = nn.Linear(hidden_dim, latent_dim)
        self.logvar_head = nn.Linear(hidden_dim, latent_dim)
        self.decoder = nn.Linear(latent_dim, hidden_dim)
        self.output = nn.Linear(hidden_dim, input_dim)

    def encode(self, x):
        """(B, input_dim) -> mu and logvar, each (B, latent_dim) and free to take any value."""
        hidden = torch.relu(self.encoder(x))
        return self.mu_head(hidden), self.logvar_head(hidden)

    def reparameterize(self, mu, logvar, noise=None):
        """A sample of N(mu, exp(logvar)) as a differentiable function of mu and logvar."""
        if noise is None:
            noise = torch.randn_like(mu)
        std = torch.exp(0.5 * logvar)
        return mu + std * noise

    def decode(self, z):
        """(B, latent_dim) -> logits (B, input_dim); the loss applies the sigmoid."""
        return self.output(torch.relu(self.decoder(z)))

    def forward(self, x, noise=None):
        mu, logvar = self.encode(x)
        z = self.reparameterize(mu, logvar, noise)
        return self.decode(z), mu, logvar


def vae_loss(logits, x, mu, logvar, beta=1.0):
    """The negative ELBO per sample, averaged over the batch; beta weights the KL."""
    bce = F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(dim=1)
    kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum(dim=1)
    return (bce + beta * kl).mean()


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.bernoulli(torch.tensor([0.9, 0.1]).repeat(8, 6))  # (8, 12)
    vae = VAE(12, 32, 2)
    logits, mu, logvar = vae(x)
    print(logits.shape, mu.shape, f"loss {vae_loss(logits, x, mu, logvar):.3f}")

    # The KL is 0 for a standard normal; at logit 0, every feature costs log 2.
    zeros = torch.zeros(8, 2)
    loss = vae_loss(torch.zeros(8, 12), x, zeros, zeros)
    assert torch.isclose(loss, 12 * torch.tensor(2.0).log())

    # The KL agrees with PyTorch's own.
    ours = vae_loss(logits, x, mu, logvar) - vae_loss(logits, x, mu, logvar, beta=0.0)
    posterior = torch.distributions.Normal(mu, (0.5 * logvar).exp())
    prior = torch.distributions.Normal(0.0, 1.0)
    theirs = torch.distributions.kl_divergence(posterior, prior).sum(dim=1).mean()
    assert torch.isclose(ours, theirs, atol=1e-5)
