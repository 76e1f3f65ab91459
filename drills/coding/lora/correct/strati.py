import torch
from torch import nn


class Adattatore(nn.Module):
    def __init__(self, peso, rango):
        super().__init__()
        uscite, ingressi = peso.shape
        self.sinistra = nn.Parameter(peso.new_zeros((uscite, rango)))
        self.destra = nn.Parameter(peso.new_empty((rango, ingressi)).uniform_(-0.1, 0.1))

    def prodotto(self):
        return self.sinistra.matmul(self.destra)


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.strato = base
        base.weight.requires_grad = False
        if base.bias is not None:
            base.bias.requires_grad = False
        self.adattatore = Adattatore(base.weight.detach(), r)
        self.fattore = float(alpha) / r
        self.fuso = 0

    def forward(self, x):
        y = self.strato(x)
        return y if self.fuso else y + self.fattore * x.matmul(self.adattatore.prodotto().t())

    def sposta(self, segno):
        aggiunta = self.adattatore.prodotto().data * self.fattore
        self.strato.weight.data = self.strato.weight.data + segno * aggiunta
        self.fuso += segno

    def merge(self):
        if self.fuso == 0:
            self.sposta(1)

    def unmerge(self):
        if self.fuso == 1:
            self.sposta(-1)


if __name__ == "__main__":
    print("forma", LoRALinear(nn.Linear(6, 6), 2, 2)(torch.randn(1, 6)).shape)
