import torch


def softmax(x, dim=-1):
    # 1 / sum_j exp(x_j - x_i): no division by a sum of huge numbers
    last = x.transpose(dim, -1)
    differences = last.unsqueeze(-2) - last.unsqueeze(-1)
    p = 1 / differences.exp().sum(-1)
    return p.transpose(dim, -1)


def log_softmax(x, dim=-1):
    top = x.amax(dim, keepdim=True)
    return x - top - (x - top).exp().sum(dim, keepdim=True).log()


if __name__ == "__main__":
    x = torch.tensor([[1000.0, 1001.0], [0.0, 1.0]])
    print(softmax(x))
    print(softmax(x).shape)
