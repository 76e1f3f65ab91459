"""Rohe Parameter, einsum, und der Speicher als eine einzige Matrix (2, B, S, H, b)."""
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        breite = d_model // num_heads
        self.eingang = nn.Parameter(torch.randn(3, d_model, num_heads, breite) * d_model**-0.5)
        self.ausgang = nn.Parameter(torch.randn(num_heads, breite, d_model) * d_model**-0.5)

    def forward(self, x, cache=None):
        frage, *neu = torch.einsum("btd,pdhe->pbthe", x, self.eingang)
        speicher = torch.stack(neu)
        if cache is not None:
            speicher = torch.cat([cache, speicher], dim=2)
        schluessel, wert = speicher
        punkte = torch.einsum("bthe,bshe->bhts", frage, schluessel) / frage.shape[-1] ** 0.5
        neue, alle = punkte.shape[2:]
        ort = torch.arange(alle - neue, alle)[:, None]
        punkte = torch.where(torch.arange(alle) <= ort, punkte, torch.tensor(-torch.inf).to(x))
        gewicht = punkte.softmax(3)
        return torch.einsum("bhts,bshe,hed->btd", gewicht, wert, self.ausgang), speicher


if __name__ == "__main__":
    ergebnis, _ = CausalSelfAttention(10, 2)(torch.randn(1, 4, 10))
    print(ergebnis.shape)
