import math

import torch


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def probability(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


def logistic_loss(weight, bias, x, y, l2=0.0):
    w, b, total = weight.tolist(), float(bias), 0.0
    for row, label in zip(x.tolist(), y.tolist()):
        z = dot(row, w) + b
        total += max(z, 0) - label * z + math.log1p(math.exp(-abs(z)))
    return total / len(x) + l2 / 2 * dot(w, w)


def fit(x, y, lr=0.1, steps=100, l2=0.0):
    rows, labels = x.tolist(), y.tolist()
    w, b = [0.0] * x.shape[1], 0.0
    for _ in range(steps):
        errors = [probability(dot(row, w) + b) - label for row, label in zip(rows, labels)]
        slopes = [dot(errors, column) / len(rows) for column in zip(*rows)]
        w = [one - lr * (slope + l2 * one) for one, slope in zip(w, slopes)]
        b -= lr * sum(errors) / len(rows)
    return torch.tensor(w), torch.tensor(b)


def predict(weight, bias, x):
    w, b = weight.tolist(), float(bias)
    return torch.tensor([1 if dot(row, w) + b >= 0 else 0 for row in x.tolist()])


if __name__ == "__main__":
    x = torch.randn(12, 2)
    weight, bias = fit(x, x[:, 0] > 0)
    print(weight.shape, bias)
