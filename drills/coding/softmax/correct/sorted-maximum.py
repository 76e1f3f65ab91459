import torch


def softmax(x, dim=-1):
    top = x.sort(dim=dim, descending=True).values.narrow(dim, 0, 1)
    w = torch.exp(x - top)
    return w.div(w.sum(dim=dim).unsqueeze(dim))


def log_softmax(x, dim=-1):
    top = x.sort(dim=dim, descending=True).values.narrow(dim, 0, 1)
    d = x - top
    return d - d.exp().sum(dim=dim).log().unsqueeze(dim)


if __name__ == "__main__":
    scores = torch.randn(6, 2)
    print(softmax(scores, 0).shape)
