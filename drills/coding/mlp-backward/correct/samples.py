import torch


def mlp_forward(x, y, W1, b1, W2, b2):
    total = 0.0
    muestras = []
    for entrada, clase in zip(x, y.tolist()):
        oculta = (entrada @ W1 + b1).relu()
        puntos = oculta @ W2 + b2
        logaritmo = puntos - torch.logsumexp(puntos, dim=0)
        total += -logaritmo[clase].item()
        muestras.append((entrada, clase, oculta, logaritmo.exp()))
    return total / len(muestras), {"muestras": muestras, "W1": W1, "W2": W2}


def mlp_backward(cache):
    W1, W2, n = cache["W1"], cache["W2"], len(cache["muestras"])
    dW1, dW2 = torch.zeros_like(W1), torch.zeros_like(W2)
    db1, db2 = W1.new_zeros(W1.shape[1]), W2.new_zeros(W2.shape[1])
    for entrada, clase, oculta, p in cache["muestras"]:
        d = p.clone()
        d[clase] -= 1.0
        dW2 += torch.outer(oculta, d) / n
        db2 += d / n
        dh = torch.where(oculta > 0, W2 @ d, torch.zeros_like(oculta))
        dW1 += torch.outer(entrada, dh) / n
        db1 += dh / n
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


if __name__ == "__main__":
    perdida, memoria = mlp_forward(
        torch.randn(2, 3),
        torch.tensor([1, 0]),
        *(torch.randn(size) for size in [(3, 4), (4,), (4, 2), (2,)]),
    )
    print(perdida, mlp_backward(memoria)["dW1"].shape)
