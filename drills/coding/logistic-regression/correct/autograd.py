import torch
import torch.nn.functional as F


def logistic_loss(weight, bias, x, y, l2=0.0):
    logits = x @ weight + bias
    targets = y.to(logits.dtype)
    likelihood = targets * F.logsigmoid(logits) + (1 - targets) * F.logsigmoid(-logits)
    return -likelihood.mean() + 0.5 * l2 * (weight * weight).sum()


def fit(x, y, lr=0.1, steps=100, l2=0.0):
    weight = torch.zeros(x.shape[1], dtype=x.dtype, requires_grad=True)
    bias = torch.zeros((), dtype=x.dtype, requires_grad=True)
    for _ in range(steps):
        weight.grad = bias.grad = None
        logistic_loss(weight, bias, x, y, l2).backward()
        with torch.no_grad():
            weight -= lr * weight.grad
            bias -= lr * bias.grad
    return weight, bias


def predict(weight, bias, x):
    return (torch.sigmoid(x @ weight + bias) >= 0.5).float()


if __name__ == "__main__":
    x = torch.randn(50, 4)
    weight, bias = fit(x, x[:, 0] > 0)
    print(weight.shape, logistic_loss(weight, bias, x, x[:, 0] > 0).item())
