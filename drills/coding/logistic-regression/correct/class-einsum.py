import torch


class LogisticRegression:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def logits(self, x):
        return torch.einsum("nd,d->n", x, self.weight) + self.bias

    def loss(self, x, y, l2):
        sign = torch.where(y.bool(), -1.0, 1.0).to(x.dtype)
        wrong = sign * self.logits(x)
        data = torch.logaddexp(wrong, torch.zeros_like(wrong)).sum() / wrong.numel()
        return data + l2 * torch.dot(self.weight, self.weight) / 2

    def step(self, x, y, lr, l2):
        p = self.logits(x).sigmoid()
        error = torch.where(y.bool(), p - 1, p)
        slope = torch.einsum("nd,n->nd", x, error).mean(dim=0)
        self.bias = self.bias - lr * float(error.mean())
        self.weight = self.weight * (1 - lr * l2) - lr * slope


def logistic_loss(weight, bias, x, y, l2=0.0):
    return LogisticRegression(weight, bias).loss(x, y, l2).item()


def fit(x, y, lr=0.1, steps=100, l2=0.0, verbose=False):
    model = LogisticRegression(torch.zeros_like(x[0]), 0.0)
    for step in range(steps):
        model.step(x, y, lr, l2)
        if verbose:
            print(step, model.loss(x, y, l2))
    return model.weight, model.bias


def predict(weight, bias, x):
    return LogisticRegression(weight, bias).logits(x) > 0


if __name__ == "__main__":
    x = torch.randn(40, 3)
    w, b = fit(x, x.sum(dim=1) > 0)
    print(w.shape, b)
