"""A wrapper that adds norm and residual to any part; a loop over the heads."""
import torch
from torch import nn


class Vorher(nn.Module):
    def __init__(self, breite, teil):
        super().__init__()
        self.norm, self.teil = nn.LayerNorm(breite, eps=1e-6), teil

    def forward(self, x, *weiteres):
        y = self.norm(x)
        return x + self.teil(y, *weiteres)


class Kopf(nn.Module):
    def __init__(self, breite, kopf_breite):
        super().__init__()
        self.q, self.k, self.v = (nn.Linear(breite, kopf_breite) for _ in range(3))

    def forward(self, y, maske):
        punkte = self.q(y).matmul(self.k(y).mT) / self.q.out_features**0.5
        if maske is not None:
            maske = maske if maske.dim() == 2 else maske[:, 0]
            punkte = punkte.masked_fill(maske == 0, -float("inf"))
        return punkte.softmax(dim=2).matmul(self.v(y))


class Aufmerksamkeit(nn.Module):
    def __init__(self, breite, anzahl):
        super().__init__()
        self.koepfe = nn.ModuleList(Kopf(breite, breite // anzahl) for _ in range(anzahl))
        self.ausgang = nn.Linear(breite, breite)

    def forward(self, y, maske):
        return self.ausgang(torch.cat([kopf(y, maske) for kopf in self.koepfe], dim=2))


class SwiGLU(nn.Module):
    def __init__(self, breite, innen):
        super().__init__()
        self.hinauf, self.tor = nn.Linear(breite, innen), nn.Linear(breite, innen)
        self.hinab = nn.Linear(innen, breite)

    def forward(self, y):
        tor = self.tor(y)
        return self.hinab(tor * tor.sigmoid() * self.hinauf(y))


class TransformerBlock(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.erst = Vorher(d_model, Aufmerksamkeit(d_model, num_heads))
        self.dann = Vorher(d_model, SwiGLU(d_model, d_ff))

    def forward(self, x, mask=None):
        return self.dann(self.erst(x, mask))


if __name__ == "__main__":
    print(TransformerBlock(16, 2, 40)(torch.randn(2, 3, 16)).shape)
