import torch
from torch import nn


class Estatistica:
    def __init__(self, epsilon):
        self.epsilon = epsilon

    def raiz(self, vetor):
        soma = 0.0
        for valor in vetor:
            soma = soma + valor * valor
        return torch.sqrt(soma / len(vetor) + self.epsilon)


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super(RMSNorm, self).__init__()
        self.ganho = nn.Parameter(torch.ones(dim))
        self.estatistica = Estatistica(eps)

    def forward(self, x):
        if x.numel() == 0:
            return x * self.ganho
        largo = x.float() if x.dtype in (torch.half, torch.bfloat16) else x
        linhas = largo.reshape(-1, x.shape[-1])
        saida = torch.stack([v / self.estatistica.raiz(v) for v in linhas])
        return saida.reshape(x.shape).to(x.dtype) * self.ganho


if __name__ == "__main__":
    entrada = torch.randn(2, 3, 4)
    print("formato", RMSNorm(4)(entrada).shape)
