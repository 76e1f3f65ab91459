from functools import reduce

import torch


def logistic_loss(weight, bias, x, y, l2=0.0):
    sinal = 2 * y.to(x.dtype) - 1
    margem = sinal * (x.matmul(weight) + bias)
    perda = torch.nn.functional.softplus(-margem).mean()
    return perda + (l2 / 2) * torch.sum(weight**2)


def fit(x, y, lr=0.1, steps=100, l2=0.0):
    def passo(parametros, _):
        parametros = [p.detach().requires_grad_() for p in parametros]
        perda = logistic_loss(parametros[0], parametros[1], x, y, l2)
        gradientes = torch.autograd.grad(perda, parametros)
        return [p - lr * g for p, g in zip(parametros, gradientes)]

    inicio = [x.new_zeros(x.shape[-1]), x.new_zeros(1)]
    return reduce(passo, range(steps), inicio)


def predict(weight, bias, x):
    return torch.ge(x.matmul(weight) + bias, 0).to(torch.uint8)


if __name__ == "__main__":
    x = torch.randn(25, 2)
    pesos, vies = fit(x, x[:, 0] > x[:, 1])
    print(pesos.shape, predict(pesos, vies, x).shape)
