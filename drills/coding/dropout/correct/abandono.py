import torch
from torch import nn


class Dropout(nn.Module):
    """Rellena con ceros las posiciones sorteadas."""

    def __init__(self, p=0.5):
        super(Dropout, self).__init__()
        self.probabilidad = p

    def sorteo(self, forma):
        azar = torch.bernoulli(torch.full(forma, self.probabilidad))
        return azar.bool()

    def forward(self, entrada):
        if self.training is False:
            return entrada
        borrados = self.sorteo(entrada.shape).to(entrada.device)
        salida = entrada.masked_fill(borrados, 0.0)
        queda = 1 - self.probabilidad
        return salida / queda if queda > 0 else salida


if __name__ == "__main__":
    print("forma", Dropout(0.4)(torch.randn(2, 8)).shape)
