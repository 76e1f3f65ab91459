import torch


class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        self.x = x
        return torch.addmm(self.bias, x, self.weight)

    def backward(self, grad):
        self.grad_weight = torch.einsum("bi,bo->io", self.x, grad)
        self.grad_bias = torch.einsum("bo->o", grad)
        return torch.einsum("bo,io->bi", grad, self.weight)


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, grad):
        return grad * self.mask


class CrossEntropy:
    def forward(self, logits, y):
        self.y = y
        self.p = torch.softmax(logits, dim=-1)
        return (torch.logsumexp(logits, 1) - logits.gather(1, y[:, None])[:, 0]).mean()

    def backward(self):
        target = torch.zeros_like(self.p).scatter_(1, self.y[:, None], 1.0)
        return (self.p - target) / self.p.size(0)


def mlp_forward(x, y, W1, b1, W2, b2):
    layers = [Linear(W1, b1), ReLU(), Linear(W2, b2)]
    for layer in layers:
        x = layer.forward(x)
    head = CrossEntropy()
    return head.forward(x, y), (layers, head)


def mlp_backward(cache):
    layers, head = cache
    grad = head.backward()
    for layer in reversed(layers):
        grad = layer.backward(grad)
    first, _, last = layers
    return {
        "x": grad,
        "W1": first.grad_weight,
        "b1": first.grad_bias,
        "W2": last.grad_weight,
        "b2": last.grad_bias,
    }


if __name__ == "__main__":
    shapes = [(7, 5), (5, 4), (4,), (4, 3), (3,)]
    x, W1, b1, W2, b2 = (torch.randn(s) for s in shapes)
    loss, cache = mlp_forward(x, torch.randint(0, 3, (7,)), W1, b1, W2, b2)
    print(loss.item(), {k: tuple(g.shape) for k, g in mlp_backward(cache).items()})
