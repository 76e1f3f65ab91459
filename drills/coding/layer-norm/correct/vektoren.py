import torch
from torch import nn


def normieren(v, eps):
    mittel = sum(v) / len(v)
    abstand = v - mittel
    streuung = torch.dot(abstand, abstand) / len(v)
    return abstand / (streuung + eps).sqrt()


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super(LayerNorm, self).__init__()
        self.epsilon = eps
        self.verstaerkung = nn.Parameter(torch.ones(dim))
        self.verschiebung = nn.Parameter(torch.zeros(dim))

    def forward(self, x):
        if x.numel() == 0:
            return x * self.verstaerkung + self.verschiebung
        zeilen = [normieren(v, self.epsilon) for v in x.reshape(-1, x.shape[-1])]
        normiert = torch.stack(zeilen).reshape(x.shape)
        return normiert * self.verstaerkung + self.verschiebung


if __name__ == "__main__":
    eingabe = torch.randn(2, 3, 4)
    print("Form", LayerNorm(4)(eingabe).shape)
