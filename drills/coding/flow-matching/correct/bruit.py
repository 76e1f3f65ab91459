import torch


def flow_matching_loss(model, data, noise, t, labels, drop, null_label):
    points = torch.stack([(1 - s) * b + s * d for s, b, d in zip(t, noise, data)])
    etiquettes = labels.clone()
    etiquettes[drop] = null_label
    vitesse = model(points, t, etiquettes)
    carres = (vitesse - (data - noise)) ** 2
    return carres.sum() / carres.numel()


def sample(model, noise, labels, null_label, steps=50, guidance=1.0):
    vides = torch.tensor([null_label] * len(labels))
    x = noise.clone()
    for pas in range(steps):
        with torch.no_grad():
            t = torch.ones(len(x), dtype=x.dtype) * pas / steps
            v = model(x, t, labels)
            v0 = model(x, t, vides)
            x = x + (v0 + guidance * (v - v0)) * (1 / steps)
    return x


if __name__ == "__main__":
    bruit = torch.randn(2, 3, 4)
    print("forme", sample(lambda x, t, y: x, bruit, torch.tensor([0, 1]), 2, steps=3).shape)
