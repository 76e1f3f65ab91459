import torch


def softmax(x, dim=-1):
    m = torch.max(x, dim=dim, keepdim=True).values
    e = (x - m).exp()
    return e / e.sum(dim, keepdim=True)


def log_softmax(x, dim=-1):
    m = torch.max(x, dim=dim, keepdim=True).values
    lse = m + (x - m).exp().sum(dim, keepdim=True).log()
    return x - lse


if __name__ == "__main__":
    x = torch.randn(4, 10)
    print(softmax(x).shape, log_softmax(x).shape)
