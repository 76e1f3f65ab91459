import torch


def _verschieben(werte, achse):
    groesster = werte.amax(achse, keepdim=True)
    return werte - groesster


def softmax(x, dim=-1, temperature=1.0):
    verschoben = _verschieben(x / temperature, dim)
    zaehler = verschoben.exp()
    nenner = zaehler.sum(dim, keepdim=True)
    return zaehler / nenner


def log_softmax(x, dim=-1, temperature=1.0):
    verschoben = _verschieben(x / temperature, dim)
    nenner = verschoben.exp().sum(dim, keepdim=True)
    return verschoben - nenner.log()


def main():
    werte = torch.tensor([[2.0, 1.0, 0.1]])
    for t in (0.5, 1.0, 2.0):
        print(t, softmax(werte, temperature=t))
    print("Form:", tuple(softmax(werte).shape))


if __name__ == "__main__":
    main()
