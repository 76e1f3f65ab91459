import torch

EPS = 1e-12


def softmax(x, dim=-1, dtype=None):
    if dtype is not None:
        x = x.to(dtype)
    if x.numel() == 0:
        return torch.empty_like(x)
    x_max, _ = x.max(dim=dim, keepdim=True)
    x_exp = torch.exp(x - x_max)
    return x_exp / (x_exp.sum(dim=dim, keepdim=True) + EPS)


def log_softmax(x, dim=-1, dtype=None):
    if dtype is not None:
        x = x.to(dtype)
    if x.numel() == 0:
        return torch.empty_like(x)
    x_max, _ = x.max(dim=dim, keepdim=True)
    x_sum = torch.exp(x - x_max).sum(dim=dim, keepdim=True)
    return x - x_max - torch.log(x_sum + EPS)


if __name__ == "__main__":
    x = torch.randn(2, 4, 8)
    y = softmax(x, dim=-1)
    print(y.size())
