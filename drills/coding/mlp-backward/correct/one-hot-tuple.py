import torch
import torch.nn.functional as F


def mlp_forward(x, y, W1, b1, W2, b2):
    z1 = x @ W1 + b1
    a1 = torch.relu(z1)
    z2 = a1 @ W2 + b2
    loss = F.cross_entropy(z2, y)
    return loss, (x, y, z1, a1, z2, W2)


def mlp_backward(cache):
    x, y, z1, a1, z2, W2 = cache
    B, C = z2.shape
    p = torch.softmax(z2, dim=1)
    dz2 = p - F.one_hot(y, C).to(p.dtype)
    dW2 = a1.T @ dz2 / B
    db2 = dz2.mean(0)
    da1 = dz2 @ W2.T
    dz1 = da1 * (z1 > 0).to(da1.dtype)
    dW1 = x.T @ dz1 / B
    db1 = dz1.mean(0)
    return dW1, db1, dW2, db2


if __name__ == "__main__":
    loss, cache = mlp_forward(
        torch.randn(4, 3), torch.tensor([0, 1, 1, 0]),
        torch.randn(3, 5), torch.zeros(5), torch.randn(5, 2), torch.zeros(2),
    )
    print([g.shape for g in mlp_backward(cache)])
