import torch


def running_max_and_sum(x, dim):
    """The maximum and the sum of exp(x - maximum), from one pass along `dim`."""
    parts = x.unbind(dim)
    top = torch.full_like(parts[0], torch.finfo(x.dtype).min)
    total = torch.zeros_like(parts[0])
    for part in parts:
        higher = torch.maximum(top, part).detach()
        total = total * torch.exp(top - higher) + torch.exp(part - higher)
        top = higher
    return top.unsqueeze(dim), total.unsqueeze(dim)


def softmax(x, dim=-1):
    top, total = running_max_and_sum(x, dim)
    return torch.exp(x - top) / total


def log_softmax(x, dim=-1):
    top, total = running_max_and_sum(x, dim)
    return (x - top) - total.log()


if __name__ == "__main__":
    stream = torch.randn(2, 100)
    print("difference:", (softmax(stream) - torch.softmax(stream, -1)).abs().max().item())
    print(softmax(stream).shape)
