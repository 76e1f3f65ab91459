"""A loop over the grid, patch by patch."""
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, image_size, patch_size, in_channels, d_model):
        super().__init__()
        self.kante = patch_size
        self.anzahl = image_size // patch_size
        self.abbildung = nn.Linear(in_channels * patch_size * patch_size, d_model, bias=False)
        self.klasse = nn.Parameter(torch.zeros(1, d_model))
        self.orte = nn.Parameter(torch.zeros(1 + self.anzahl**2, d_model))

    def forward(self, images):
        k = self.kante
        liste = [self.klasse.expand(images.shape[0], -1)]
        for zeile in range(self.anzahl):
            for spalte in range(self.anzahl):
                stueck = images[:, :, zeile * k : zeile * k + k, spalte * k : spalte * k + k]
                liste.append(self.abbildung(stueck.flatten(1)))
        marken = [marke + self.orte[nummer] for nummer, marke in enumerate(liste)]
        return torch.stack(marken, dim=1)


if __name__ == "__main__":
    print(PatchEmbedding(8, 4, 3, 6)(torch.randn(2, 3, 8, 8)).shape)
