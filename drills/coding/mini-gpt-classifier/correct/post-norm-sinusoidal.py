"""Deutsche Namen: der Rumpf ohne Gradienten, das letzte echte Wort mit gather."""
import contextlib

import torch
import torch.nn as nn


class Kopf(nn.Module):
    def __init__(self, breite, kopfbreite):
        super().__init__()
        self.frage = nn.Linear(breite, kopfbreite)
        self.schluessel = nn.Linear(breite, kopfbreite)
        self.wert = nn.Linear(breite, kopfbreite)

    def forward(self, x):
        q, k, v = self.frage(x), self.schluessel(x), self.wert(x)
        punkte = torch.einsum("btd,bsd->bts", q, k) / q.shape[-1] ** 0.5
        ort = torch.arange(x.shape[1])
        punkte = torch.where(ort[:, None] >= ort, punkte, torch.full_like(punkte, -1e9))
        return torch.einsum("bts,bsd->btd", torch.softmax(punkte, 2), v)


class Schicht(nn.Module):
    def __init__(self, breite, koepfe):
        super().__init__()
        self.koepfe = nn.ModuleList([Kopf(breite, breite // koepfe) for _ in range(koepfe)])
        self.ausgang = nn.Linear(breite, breite)
        self.norm_a, self.norm_b = nn.LayerNorm(breite), nn.LayerNorm(breite)
        self.hin, self.zurueck = nn.Linear(breite, 2 * breite), nn.Linear(2 * breite, breite)

    def forward(self, x):
        gemischt = torch.cat([kopf(x) for kopf in self.koepfe], dim=-1)
        x = self.norm_a(x + self.ausgang(gemischt))
        return self.norm_b(x + self.zurueck(torch.relu(self.hin(x))))


class MiniGPTClassifier(nn.Module):
    def __init__(
        self, vocab_size, d_model, num_heads, num_layers, max_len, num_classes, freeze=False
    ):
        super().__init__()
        self.eingefroren = freeze
        winkel = torch.arange(max_len)[:, None] / 10000 ** (torch.arange(0, d_model, 2) / d_model)
        self.register_buffer("orte", torch.stack([winkel.sin(), winkel.cos()], -1).flatten(1))
        self.woerter = nn.Embedding(vocab_size, d_model)
        self.schichten = nn.Sequential(*(Schicht(d_model, num_heads) for _ in range(num_layers)))
        self.klassen = nn.Linear(d_model, num_classes)

    def forward(self, tokens, lengths):
        with torch.no_grad() if self.eingefroren else contextlib.nullcontext():
            x = self.schichten(self.woerter(tokens) + self.orte[: tokens.shape[1]])
        ort = (lengths - 1).view(-1, 1, 1).expand(-1, 1, x.shape[2])
        return self.klassen(x.gather(1, ort).squeeze(1))

    def loss(self, tokens, lengths, labels):
        return nn.CrossEntropyLoss()(self(tokens, lengths), labels)


if __name__ == "__main__":
    model = MiniGPTClassifier(10, 16, 2, 2, 8, 3)
    print(model(torch.randint(10, (2, 8)), torch.tensor([3, 8])).shape)
