import torch


def log_sum_exp(x, dim):
    """log(sum(exp(x))) along `dim`, which stays as an axis of length 1."""
    # The result does not depend on the shift, so no gradient needs to pass through it.
    shift = x.detach().amax(dim, keepdim=True)
    return shift + torch.log(torch.sum(torch.exp(x - shift), dim, keepdim=True))


def log_softmax(x, dim=-1):
    return x - log_sum_exp(x, dim)


def softmax(x, dim=-1):
    return torch.exp(log_softmax(x, dim))


if __name__ == "__main__":
    logits = torch.tensor([[1000.0, 1001.0, 1002.0], [-5.0, 0.0, 5.0]])
    p = softmax(logits, dim=1)
    print(p)
    print(p.shape)
