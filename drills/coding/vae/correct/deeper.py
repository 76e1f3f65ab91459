import torch
import torch.nn as nn
import torch.nn.functional as F


def mlp(*sizes):
    layers = []
    for i, o in zip(sizes, sizes[1:]):
        layers += [nn.Linear(i, o), nn.SiLU()]
    return nn.Sequential(*layers)


class VAE(nn.Module):
    def __init__(self, input_dim, hidden_dim, latent_dim, depth=2):
        super().__init__()
        self.latent_dim = latent_dim
        self.trunk = mlp(input_dim, *[hidden_dim] * depth)
        self.heads = nn.ModuleDict({
            "mu": nn.Linear(hidden_dim, latent_dim),
            "logvar": nn.Linear(hidden_dim, latent_dim, bias=False),
        })
        self.decoder = mlp(latent_dim, *[hidden_dim] * depth)
        self.to_logits = nn.Linear(hidden_dim, input_dim)

    def encode(self, x):
        features = self.trunk(x)
        # Far from anything that is learned; it only keeps the exponential finite.
        return self.heads["mu"](features), self.heads["logvar"](features).clamp(-30, 20)

    def reparameterize(self, mu, logvar, noise=None):
        if noise is None:
            noise = torch.randn(mu.shape, dtype=mu.dtype, device=mu.device)
        return mu + noise * (logvar / 2).exp()

    def decode(self, z):
        return self.to_logits(self.decoder(z))

    def forward(self, x, noise=None):
        mu, logvar = self.encode(x)
        z = self.reparameterize(mu, logvar, noise=noise)
        logits = self.decode(z)
        return logits, mu, logvar

    @torch.no_grad()
    def generate(self, count):
        return torch.sigmoid(self.decode(torch.randn(count, self.latent_dim)))


def vae_loss(logits, x, mu, logvar, beta=1.0):
    likelihood = x * F.logsigmoid(logits) + (1 - x) * F.logsigmoid(-logits)
    variance = logvar.exp()
    kl = (variance + mu.square() - 1 - logvar) / 2
    elbo = likelihood.sum(dim=-1) - beta * kl.sum(dim=-1)
    return -elbo.mean()


if __name__ == "__main__":
    torch.manual_seed(1)
    model = VAE(9, 16, 2)
    print(model.generate(3).shape)
