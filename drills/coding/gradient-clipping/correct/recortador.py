import torch
from torch import nn


class Recortador:
    def __init__(self, limite):
        self.limite = limite

    def norma(self, gradientes):
        cuadrados = [g.detach().abs().pow(2).sum() for g in gradientes]
        return torch.sqrt(sum(cuadrados, torch.tensor(0.0)))

    def recortar(self, gradientes):
        norma = self.norma(gradientes)
        if norma.item() > self.limite:
            torch._foreach_mul_(gradientes, self.limite / norma.item())
        return norma


def clip_grad_norm(parameters, max_norm):
    gradientes = [g for g in (p.grad for p in parameters) if g is not None]
    return Recortador(max_norm).recortar(gradientes)


if __name__ == "__main__":
    capa = nn.Linear(3, 1)
    capa(torch.randn(5, 3)).pow(2).mean().backward()
    print("norma", clip_grad_norm(capa.parameters(), 0.1))
