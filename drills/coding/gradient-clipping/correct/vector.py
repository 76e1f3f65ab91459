import torch


def clip_grad_norm(parameters, max_norm, eps=1e-6):
    parameters = [p for p in parameters if p.grad is not None]
    vector = torch.cat([p.grad.reshape(-1) for p in parameters] or [torch.zeros(1)])
    norm = torch.linalg.vector_norm(vector.float() if vector.dtype == torch.bfloat16 else vector)
    coefficient = torch.clamp(max_norm / (norm + eps), max=1.0)
    with torch.no_grad():
        for p in parameters:
            p.grad.copy_(p.grad * coefficient)
    return norm


if __name__ == "__main__":
    w = torch.ones(3, requires_grad=True)
    (5 * w).sum().backward()
    print(clip_grad_norm([w], 2.0))
