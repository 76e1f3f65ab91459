import torch
import torch.nn.functional as F


def logistic_loss(weight, bias, x, y, l2=0.0):
    """(D,) weight, scalar bias, (N, D) inputs, (N,) targets of 0 and 1 -> the scalar loss."""
    z = x @ weight + bias  # (N,)
    y = y.to(z.dtype)
    # -log(sigmoid(z)) = softplus(z) - z where y = 1, -log(1 - sigmoid(z)) = softplus(z) where y = 0
    nll = F.softplus(z) - y * z
    return nll.mean() + l2 / 2 * weight.square().sum()


def fit(x, y, lr=0.1, steps=100, l2=0.0):
    """Full-batch gradient descent from zeros -> (D,) weight and scalar bias."""
    weight, bias = x.new_zeros(x.shape[1]), x.new_zeros(())
    y = y.to(x.dtype)
    for _ in range(steps):
        error = torch.sigmoid(x @ weight + bias) - y  # (N,), the gradient for the logits
        grad_weight, grad_bias = x.T @ error / len(x), error.mean()
        weight = weight - lr * (grad_weight + l2 * weight)
        bias = bias - lr * grad_bias
    return weight, bias


def predict(weight, bias, x):
    """The labels (N,): the probability is at least 1/2 where the logit is at least 0."""
    return (x @ weight + bias >= 0).long()


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(200, 3)
    y = x @ torch.tensor([2.0, -1.0, 0.0]) + 0.5 + torch.randn(200) > 0
    weight, bias = fit(x, y, steps=500)
    accuracy = (predict(weight, bias, x) == y).float().mean()
    print(x.shape, weight.shape, f"accuracy {accuracy:.2f}")

    # At zero, every sample costs log 2; a wrong label at logit 10,000 costs 10,000.
    zero, one = torch.zeros(()), torch.ones(1)
    assert torch.isclose(logistic_loss(torch.zeros(3), zero, x, y), torch.tensor(2.0).log())
    assert logistic_loss(one, zero, torch.tensor([[1e4]]), torch.tensor([0])) == 1e4

    # Autograd gives the same first step as the gradient by hand.
    w, b = torch.zeros(3, requires_grad=True), torch.zeros((), requires_grad=True)
    grads = torch.autograd.grad(logistic_loss(w, b, x, y), (w, b))
    for mine, theirs in zip(fit(x, y, lr=1.0, steps=1), grads):
        assert torch.allclose(mine, -theirs, atol=1e-6)
