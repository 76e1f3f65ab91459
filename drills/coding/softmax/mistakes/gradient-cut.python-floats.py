import math

import torch


def softmax_of_list(values):
    top = max(values)
    exps = [math.exp(v - top) for v in values]
    total = sum(exps)
    return [e / total for e in exps]


def log_softmax_of_list(values):
    top = max(values)
    log_total = math.log(sum(math.exp(v - top) for v in values))
    return [v - top - log_total for v in values]


def along(function, x, dim):
    moved = x.transpose(dim, -1)
    rows = [function(row.tolist()) for row in moved.reshape(-1, moved.shape[-1])]
    return torch.tensor(rows, dtype=x.dtype).reshape(moved.shape).transpose(dim, -1)


def softmax(x, dim=-1):
    return along(softmax_of_list, x, dim)


def log_softmax(x, dim=-1):
    return along(log_softmax_of_list, x, dim)


if __name__ == "__main__":
    x = torch.randn(3, 4)
    print(softmax(x))
    print(log_softmax(x).shape)
