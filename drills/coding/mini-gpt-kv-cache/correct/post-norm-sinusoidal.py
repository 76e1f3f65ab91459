"""Deutsche Namen: jeder Kopf merkt sich das Vergangene selbst; zu Beginn wird es geleert."""
import torch
import torch.nn as nn


class Kopf(nn.Module):
    def __init__(self, breite, kopfbreite):
        super().__init__()
        self.frage = nn.Linear(breite, kopfbreite)
        self.schluessel = nn.Linear(breite, kopfbreite)
        self.wert = nn.Linear(breite, kopfbreite)
        self.merkt, self.k, self.v = False, None, None

    def forward(self, x):
        q, k, v = self.frage(x), self.schluessel(x), self.wert(x)
        if self.merkt:
            if self.k is not None:
                k, v = torch.cat([self.k, k], 1), torch.cat([self.v, v], 1)
            self.k, self.v = k, v
        punkte = torch.einsum("btd,bsd->bts", q, k) / q.shape[-1] ** 0.5
        ort = torch.arange(k.shape[1])
        punkte = torch.where(ort[-q.shape[1] :, None] >= ort, punkte, torch.full_like(punkte, -1e9))
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


class MiniGPT(nn.Module):
    def __init__(self, vocab_size, d_model, num_heads, num_layers, max_len):
        super().__init__()
        winkel = torch.arange(max_len)[:, None] / 10000 ** (torch.arange(0, d_model, 2) / d_model)
        self.register_buffer("orte", torch.stack([winkel.sin(), winkel.cos()], -1).flatten(1))
        self.woerter = nn.Embedding(vocab_size, d_model)
        self.schichten = nn.Sequential(*(Schicht(d_model, num_heads) for _ in range(num_layers)))
        self.ende = nn.Linear(d_model, vocab_size)

    def forward(self, tokens, von=0):
        orte = self.orte[von : von + tokens.shape[1]]
        return self.ende(self.schichten(self.woerter(tokens) + orte))

    def loss(self, tokens):
        return nn.CrossEntropyLoss()(self(tokens[:, :-1]).transpose(1, 2), tokens[:, 1:])

    def _merken(self, merkt):
        for kopf in self.modules():
            if isinstance(kopf, Kopf):
                kopf.merkt, kopf.k, kopf.v = merkt, None, None

    @torch.no_grad()
    def generate(self, tokens, max_new_tokens):
        ziel, fertig = tokens.shape[1] + max_new_tokens, 0
        self._merken(True)
        while tokens.shape[1] < ziel:
            if tokens.shape[1] > len(self.orte):
                self._merken(False)
                punkte = self(tokens[:, -len(self.orte) :])
            else:
                punkte = self(tokens[:, fertig:], fertig)
                fertig = tokens.shape[1]
            tokens = torch.cat([tokens, punkte[:, -1].argmax(-1).unsqueeze(1)], dim=1)
        self._merken(False)
        return tokens


if __name__ == "__main__":
    print(MiniGPT(10, 16, 2, 2, 8).generate(torch.randint(10, (2, 3)), 4).shape)
