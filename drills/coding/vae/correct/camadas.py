import torch
from torch import nn
from torch.nn.functional import softplus


class Lado(nn.Module):
    def __init__(self, entrada, escondida, *saidas):
        super().__init__()
        self.oculta = nn.Linear(entrada, escondida)
        self.ativacao = nn.LeakyReLU(0.1)
        self.saidas = nn.ModuleList(nn.Linear(escondida, s) for s in saidas)

    def forward(self, dados):
        h = self.ativacao(self.oculta(dados))
        return tuple(camada(h) for camada in self.saidas)


class VAE(nn.Module):
    def __init__(self, input_dim, hidden_dim, latent_dim):
        super().__init__()
        self.codificador = Lado(input_dim, hidden_dim, latent_dim, latent_dim)
        self.decodificador = Lado(latent_dim, hidden_dim, input_dim)

    def encode(self, x):
        media, logvar = self.codificador(x)
        return media, logvar

    def reparameterize(self, mu, logvar, noise=None):
        desvio = torch.exp(logvar) ** 0.5
        if noise is None:
            noise = torch.stack([torch.randn_like(linha) for linha in mu])
        return noise.mul(desvio).add(mu)

    def decode(self, z):
        return self.decodificador(z)[0]

    def forward(self, x, noise=None):
        media, logvar = self.encode(x)
        return self.decode(self.reparameterize(media, logvar, noise)), media, logvar


def vae_loss(logits, x, mu, logvar, beta=1.0):
    total = 0.0
    for l, alvo, m, s in zip(logits, x, mu, logvar):
        reconstrucao = (softplus(l) - alvo * l).sum()
        divergencia = -0.5 * (1 + s - m**2 - s.exp()).sum()
        total = total + reconstrucao + beta * divergencia
    return total / len(x)


if __name__ == "__main__":
    modelo = VAE(7, 12, 2)
    print("formato", modelo(torch.rand(4, 7))[0].shape)
