import torch


def mlp_forward(x, y, W1, b1, W2, b2):
    h = torch.maximum(x @ W1 + b1, torch.zeros((), dtype=x.dtype))
    logp = torch.log_softmax(h @ W2 + b2, dim=1)
    loss = -logp.gather(1, y.unsqueeze(1)).sum() / len(x)

    def backward():
        rows = torch.arange(len(y))
        delta = logp.exp().div(len(y))
        delta[rows, y] -= 1 / len(y)
        ones = x.new_ones(1, len(x))
        below = (delta @ W2.transpose(0, 1)).masked_fill(h <= 0, 0)
        return [x.T @ below, (ones @ below)[0], h.T @ delta, (ones @ delta)[0]]

    return loss, backward


def mlp_backward(cache):
    return cache()


if __name__ == "__main__":
    loss, cache = mlp_forward(
        torch.randn(2, 3),
        torch.tensor([1, 0]),
        *(torch.randn(size) for size in [(3, 4), (4,), (4, 2), (2,)]),
    )
    print(loss, [tuple(g.shape) for g in mlp_backward(cache)])
