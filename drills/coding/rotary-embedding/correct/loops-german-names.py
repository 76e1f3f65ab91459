"""Zahl fuer Zahl: Schleifen ueber Positionen und Paare."""
import math

import torch


def apply_rope(x, positions, base=10000.0):
    breite = x.shape[-1]
    spalten = [[None] * breite for _ in positions]
    for zeile, position in enumerate(positions.tolist()):
        for paar in range(breite // 2):
            winkel = position * base ** (-2 * paar / breite)
            c, s = math.cos(winkel), math.sin(winkel)
            links = x[:, :, zeile, 2 * paar]
            rechts = x[:, :, zeile, 2 * paar + 1]
            spalten[zeile][2 * paar] = links * c - rechts * s
            spalten[zeile][2 * paar + 1] = links * s + rechts * c
    return torch.stack([torch.stack(zeile, dim=-1) for zeile in spalten], dim=2)


if __name__ == "__main__":
    ergebnis = apply_rope(torch.randn(1, 2, 3, 4), torch.tensor([5, 6, 7]))
    print(ergebnis.shape)
