import math
import torch
import torch.nn as nn


def koepfe_wiederholen(x, anzahl):
    """(B, G, T, d) -> (B, G * anzahl, T, d), ohne die Daten zu kopieren, solange es geht."""
    b, g, t, d = x.shape
    return x[:, :, None].expand(b, g, anzahl, t, d).reshape(b, g * anzahl, t, d)


class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        self.koepfe = num_heads
        self.kv_koepfe = num_kv_heads
        self.breite = d_model // num_heads
        self.abfrage = nn.Linear(d_model, num_heads * self.breite)
        self.schluessel = nn.Linear(d_model, num_kv_heads * self.breite)
        self.wert = nn.Linear(d_model, num_kv_heads * self.breite)
        self.ausgabe = nn.Linear(num_heads * self.breite, d_model)

    def teilen(self, x, koepfe):
        stapel, laenge = x.shape[:2]
        return x.view(stapel, laenge, koepfe, self.breite).permute(0, 2, 1, 3)

    def forward(self, x, mask=None):
        gruppe = self.koepfe // self.kv_koepfe
        q = self.teilen(self.abfrage(x), self.koepfe)
        k = koepfe_wiederholen(self.teilen(self.schluessel(x), self.kv_koepfe), gruppe)
        v = koepfe_wiederholen(self.teilen(self.wert(x), self.kv_koepfe), gruppe)
        punkte = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(self.breite)
        if mask is not None:
            zuschlag = torch.zeros_like(mask, dtype=punkte.dtype).masked_fill(~mask, -math.inf)
            punkte = punkte + zuschlag
        gewichte = punkte.softmax(dim=-1)
        kontext = torch.matmul(gewichte, v).permute(0, 2, 1, 3).flatten(-2)
        return self.ausgabe(kontext)


if __name__ == "__main__":
    schicht = GroupedQueryAttention(40, 8, 2)
    print("Form:", schicht(torch.randn(2, 6, 40)).shape)
