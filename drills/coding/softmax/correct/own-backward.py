import torch


class _Softmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        e = torch.exp(x - x.amax(dim, keepdim=True))
        p = e / e.sum(dim, keepdim=True)
        ctx.save_for_backward(p)
        ctx.dim = dim
        return p

    @staticmethod
    def backward(ctx, grad):
        (p,) = ctx.saved_tensors
        return p * (grad - (grad * p).sum(ctx.dim, keepdim=True)), None


class _LogSoftmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        z = x - x.amax(dim, keepdim=True)
        log_p = z - z.exp().sum(dim, keepdim=True).log()
        ctx.save_for_backward(log_p)
        ctx.dim = dim
        return log_p

    @staticmethod
    def backward(ctx, grad):
        (log_p,) = ctx.saved_tensors
        return grad - log_p.exp() * grad.sum(ctx.dim, keepdim=True), None


def softmax(x, dim=-1):
    return _Softmax.apply(x, dim)


def log_softmax(x, dim=-1):
    return _LogSoftmax.apply(x, dim)


if __name__ == "__main__":
    x = torch.randn(3, 5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(softmax, (x,))
    assert torch.autograd.gradcheck(log_softmax, (x,))
    print(softmax(x).shape)
