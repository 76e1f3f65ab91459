"""Two loops, as the formula is written; the table follows the input."""
import math

import torch
from torch import nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=5000):
        super().__init__()
        self.largeur = d_model
        self.lignes = torch.zeros(0, d_model)

    def ligne(self, t):
        valeurs = []
        for colonne in range(self.largeur):
            angle = t / 10000 ** ((colonne - colonne % 2) / self.largeur)
            valeurs.append(math.cos(angle) if colonne % 2 else math.sin(angle))
        return valeurs

    def forward(self, x):
        for t in range(len(self.lignes), x.shape[1]):
            self.lignes = torch.cat([self.lignes, torch.tensor([self.ligne(t)])])
        return x + self.lignes[: x.shape[1]].to(x.device, x.dtype)


if __name__ == "__main__":
    print(PositionalEncoding(8)(torch.zeros(2, 3, 8)).shape)
