"""The constructor makes step and zero_grad; they share its local variables."""
import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        params = list(params)
        moments = [(torch.zeros_like(p), torch.zeros_like(p)) for p in params]
        count = 0

        @torch.no_grad()
        def step():
            nonlocal count
            count += 1
            corrections = [1 - beta**count for beta in betas]
            for p, (m, v) in zip(params, moments):
                if p.grad is not None:
                    m.lerp_(p.grad, 1 - betas[0])
                    v.lerp_(p.grad**2, 1 - betas[1])
                    root = (v / corrections[1]).sqrt() + eps
                    p -= lr * (weight_decay * p + m / corrections[0] / root)

        def zero_grad():
            for p in params:
                p.grad = None

        self.step = step
        self.zero_grad = zero_grad


if __name__ == "__main__":
    weight = torch.ones(3, requires_grad=True)
    optimizer = AdamW([weight], lr=0.1)
    for _ in range(20):
        optimizer.zero_grad()
        loss = weight.square().sum()
        loss.backward()
        optimizer.step()
    print("loss", loss.item())
