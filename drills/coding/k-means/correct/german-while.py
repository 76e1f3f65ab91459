import torch


def mittelpunkte(punkte, zuordnung, zentren):
    """Leere Gruppen behalten ihr Zentrum."""
    neu = []
    for nummer, zentrum in enumerate(zentren):
        maske = (zuordnung == nummer).to(punkte.dtype)
        anzahl = maske.sum()
        neu.append(torch.einsum("n,nd->d", maske, punkte) / anzahl if anzahl else zentrum)
    return torch.stack(neu)


def kmeans(points, centers, max_iters=100):
    runde, zuordnung, vorher = 0, None, None
    while runde < max_iters:
        abstand = torch.cdist(points, centers, p=2.0)
        zuordnung = torch.min(abstand, dim=-1).indices
        if vorher is not None and bool((zuordnung == vorher).all()):
            break
        centers = mittelpunkte(points, zuordnung, centers)
        vorher = zuordnung
        runde += 1
    return centers, zuordnung


if __name__ == "__main__":
    zentren, gruppen = kmeans(torch.rand(10, 2), torch.rand(3, 2))
    print(zentren.shape)
