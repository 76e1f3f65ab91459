"""Each step is a layer that keeps what its backward pass needs."""
import torch


class Product:
    """a b^T"""

    def forward(self, a, b):
        self.a, self.b = a, b
        return torch.bmm(a, b.transpose(1, 2))

    def backward(self, grad):
        return torch.bmm(grad, self.b), torch.bmm(grad.transpose(1, 2), self.a)


class Softmax:
    def forward(self, x):
        e = torch.exp(x - x.max(dim=-1, keepdim=True).values)
        self.p = e / e.sum(dim=-1, keepdim=True)
        return self.p

    def backward(self, grad):
        return self.p * (grad - torch.sum(grad * self.p, dim=-1, keepdim=True))


def attention_backward(q, k, v, grad_out):
    root = q.shape[-1] ** 0.5
    scores, softmax, mix = Product(), Softmax(), Product()
    mix.forward(softmax.forward(scores.forward(q, k) / root), v.transpose(1, 2))
    d_weights, d_values = mix.backward(grad_out)
    d_q, d_k = scores.backward(softmax.backward(d_weights) / root)
    return d_q, d_k, d_values.transpose(1, 2)


if __name__ == "__main__":
    print(*(g.shape for g in attention_backward(*torch.randn(4, 2, 3, 6))))
