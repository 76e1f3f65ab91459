import torch


def design(x):
    return torch.cat([x, x.new_ones(x.size(0), 1)], dim=1)


def nll(scores, targets):
    # max(z, 0) - y z + log(1 + exp(-|z|)), for columns of scores and targets
    return scores.clamp(min=0) - targets * scores + torch.log1p(torch.exp(-scores.abs()))


def logistic_loss(weight, bias, x, y, l2=0.0):
    theta = torch.cat([weight.view(-1), bias.view(1)])[:, None]
    scores, targets = design(x).mm(theta), y.view(-1, 1).type_as(x)
    return nll(scores, targets).mean() + l2 * theta[:-1].pow(2).sum() / 2


def fit(x, y, lr=0.1, steps=100, l2=0.0):
    features, targets = design(x), y.view(-1, 1).type_as(x)
    theta = features.new_zeros(features.size(1), 1)
    decay = torch.full_like(theta, l2)
    decay[-1] = 0
    for _ in range(steps):
        residual = 1 / (1 + torch.exp(-features.mm(theta))) - targets
        theta = theta - lr * (features.t().mm(residual) / features.size(0) + decay * theta)
    return theta[:-1], theta[-1]


def predict(weight, bias, x):
    theta = torch.cat([weight.view(-1), bias.view(1)])
    return torch.heaviside(design(x).mv(theta), x.new_ones(())).int()


if __name__ == "__main__":
    x = torch.randn(30, 2)
    weight, bias = fit(x, (x[:, 1] > 0).float(), lr=1.0)
    print(weight.shape, bias.shape)
