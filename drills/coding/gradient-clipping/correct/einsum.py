import torch


def square_sum(tensor):
    flat = tensor.flatten()
    return torch.dot(flat, flat)


@torch.no_grad()
def clip_grad_norm(parameters, max_norm):
    grads = []
    total = 0
    for p in parameters:
        g = p.grad
        if g is not None:
            grads.append(g)
            total = total + square_sum(g)
    if len(grads) == 0:
        return 0.0
    total = total**0.5
    if total >= max_norm:
        for g in grads:
            g[...] = g * (max_norm / (total + 1e-12))
    return total


if __name__ == "__main__":
    x = torch.randn(4, 4, requires_grad=True)
    (x**3).sum().backward()
    print(clip_grad_norm((x,), 1.0).item(), x.grad.norm().item())
