"""A loop over tokens and their choices; noise on the scores while it trains."""
import torch
from torch import nn


class MixtureOfExperts(nn.Module):
    def __init__(self, d_model, d_ff, num_experts, top_k, rauschen=0.1):
        super().__init__()
        self.weiche = nn.Linear(d_model, num_experts)
        self.fachleute = nn.ModuleList()
        for _ in range(num_experts):
            netz = nn.Sequential(nn.Linear(d_model, d_ff), nn.GELU(), nn.Linear(d_ff, d_model))
            self.fachleute.append(netz)
        self.wahl, self.rauschen = top_k, rauschen

    def forward(self, x):
        punkte = self.weiche(x)
        if self.training:
            punkte = punkte + self.rauschen * torch.randn_like(punkte)
        anteile = torch.zeros(len(self.fachleute), dtype=x.dtype, device=x.device)
        zeilen = []
        for zeile, wert in zip(x.flatten(0, 1), punkte.flatten(0, 1)):
            beste = torch.argsort(wert, descending=True)[: self.wahl]
            gewichte = torch.exp(wert[beste] - wert[beste].logsumexp(0))
            summe = 0
            for gewicht, nummer in zip(gewichte, beste.tolist()):
                summe = summe + gewicht * self.fachleute[nummer](zeile)
                anteile[nummer] += 1
            zeilen.append(summe)
        mittel = punkte.softmax(-1).flatten(0, 1).mean(0)
        verlust = len(anteile) * (anteile / anteile.sum()) @ mittel
        return torch.stack(zeilen).reshape(x.shape), verlust


if __name__ == "__main__":
    print(MixtureOfExperts(8, 16, 4, 2)(torch.randn(2, 3, 8))[0].shape)
