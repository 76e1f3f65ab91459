import torch


def clip_grad_norm(parameters, max_norm):
    """Limits the total norm of all gradients to max_norm, in place; returns the norm they had."""
    # A list, because model.parameters() can be read only once.
    grads = [p.grad for p in parameters if p.grad is not None]
    if not grads:
        return torch.tensor(0.0)
    norms = torch.stack([grad.norm() for grad in grads])
    total = norms.norm()  # the norm of the norms is that of all entries
    if total > max_norm:
        scale = max_norm / total
        for grad in grads:
            grad.mul_(scale)
    return total


if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))
    (100 * model(torch.randn(16, 4)).square()).mean().backward()
    before = [p.grad.clone() for p in model.parameters()]
    norm = clip_grad_norm(model.parameters(), 1.0)
    print("before", norm.item())
    print("after", clip_grad_norm(model.parameters(), 1.0).item())  # about 1

    for p, grad in zip(model.parameters(), before):
        assert torch.allclose(p.grad, grad / norm, atol=1e-6)  # shorter, in the same direction
