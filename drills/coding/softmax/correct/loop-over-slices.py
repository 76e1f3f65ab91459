import torch


def softmax_1d(v):
    biggest = v[0]
    for s in v[1:]:
        if s > biggest:
            biggest = s
    exps = [torch.exp(s - biggest) for s in v]
    total = sum(exps)
    return torch.stack([e / total for e in exps])


def log_softmax_1d(v):
    biggest = v[0]
    for s in v[1:]:
        if s > biggest:
            biggest = s
    total = sum(torch.exp(s - biggest) for s in v)
    return torch.stack([s - biggest - torch.log(total) for s in v])


def for_each_slice(function, x, dim):
    if x.numel() == 0:
        return x.clone()
    last = x.movedim(dim, -1)
    slices = last.reshape(-1, last.shape[-1])
    done = torch.stack([function(v) for v in slices])
    return done.reshape(last.shape).movedim(-1, dim)


def softmax(x, dim=-1):
    return for_each_slice(softmax_1d, x, dim)


def log_softmax(x, dim=-1):
    return for_each_slice(log_softmax_1d, x, dim)


if __name__ == "__main__":
    x = torch.randn(2, 3, 4)
    print(softmax(x, dim=1).sum(dim=1))
    print(log_softmax(x, dim=1).shape)
