import torch


def cosinus(a, b):
    return (a * b).sum() / ((a * a).sum().sqrt() * (b * b).sum().sqrt())


def clip_loss(image_features, text_features, temperature=0.07):
    nombre = len(image_features)
    total = 0.0
    for i in range(nombre):
        ligne = torch.stack([cosinus(image_features[i], t) for t in text_features]) / temperature
        colonne = torch.stack([cosinus(x, text_features[i]) for x in image_features]) / temperature
        total = total + torch.logsumexp(ligne, 0) - ligne[i]
        total = total + torch.logsumexp(colonne, 0) - colonne[i]
    return total / (2 * nombre)


if __name__ == "__main__":
    print(clip_loss(torch.randn(3, 2), torch.randn(3, 2)).shape)
