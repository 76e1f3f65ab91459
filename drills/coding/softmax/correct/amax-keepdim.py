import torch


def softmax(x, dim=-1):
    shifted = x - x.amax(dim=dim, keepdim=True)
    exponentials = torch.exp(shifted)
    return exponentials / exponentials.sum(dim=dim, keepdim=True)


def log_softmax(x, dim=-1):
    shifted = x - x.amax(dim=dim, keepdim=True)
    total = torch.exp(shifted).sum(dim=dim, keepdim=True)
    return shifted - torch.log(total)


if __name__ == "__main__":
    x = torch.tensor([[1000.0, 1001.0], [0.0, 1.0]])
    print(softmax(x))
    print(log_softmax(x).shape)
