"""Names outside ASCII; the output projection starts at zero; a softmax from logsumexp."""
import math
import torch
import torch.nn as nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.anzahl_köpfe = num_heads
        self.kopfbreite = d_model // num_heads
        self.abfrage = nn.Linear(d_model, d_model)
        self.schlüssel = nn.Linear(d_model, d_model)
        self.wert = nn.Linear(d_model, d_model)
        self.ausgabe = nn.Linear(d_model, d_model)
        nn.init.zeros_(self.ausgabe.weight)  # der Block beginnt als Identität

    def köpfe_trennen(self, x):
        stapel, länge, _ = x.size()
        return x.view(stapel, länge, self.anzahl_köpfe, self.kopfbreite).permute(0, 2, 1, 3)

    def köpfe_verbinden(self, x):
        return x.permute(0, 2, 1, 3).flatten(-2)

    def forward(self, query, key, value, mask=None):
        q = self.köpfe_trennen(self.abfrage(query))
        k = self.köpfe_trennen(self.schlüssel(key))
        v = self.köpfe_trennen(self.wert(value))
        punkte = torch.einsum("nhqd,nhkd->nhqk", q, k) / math.sqrt(self.kopfbreite)
        if mask is not None:
            verboten = torch.logical_not(mask)
            punkte = punkte.masked_fill(verboten, -math.inf)
        gewichte = torch.exp(punkte - torch.logsumexp(punkte, dim=-1, keepdim=True))
        return self.ausgabe(self.köpfe_verbinden(gewichte @ v))


if __name__ == "__main__":
    schicht = MultiHeadAttention(32, 2)
    eingabe = torch.randn(2, 6, 32)
    print(schicht(eingabe, eingabe, eingabe).shape)
