"""Keeps the corrected averages themselves: the weight of a new gradient is 1, then shrinks to 1 - beta."""
import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = tuple(params)
        self.hyper = (lr, *betas, eps, weight_decay)
        self.steps = 0
        self.m_hat = {}
        self.v_hat = {}

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    @torch.no_grad()
    def step(self):
        lr, beta1, beta2, eps, weight_decay = self.hyper
        self.steps += 1
        w1 = (1 - beta1) / (1 - beta1**self.steps)
        w2 = (1 - beta2) / (1 - beta2**self.steps)
        for index, p in enumerate(self.params):
            grad = p.grad
            if grad is None:
                continue
            m_hat = self.m_hat.setdefault(index, torch.zeros_like(p))
            v_hat = self.v_hat.setdefault(index, torch.zeros_like(p))
            m_hat += w1 * (grad - m_hat)
            v_hat += w2 * (grad * grad - v_hat)
            step = m_hat / (v_hat**0.5 + eps) + weight_decay * p
            p -= lr * step


if __name__ == "__main__":
    p = torch.nn.Parameter(torch.tensor(3.0))
    optimizer = AdamW(iter([p]), lr=0.1)
    losses = []
    for _ in range(50):
        optimizer.zero_grad()
        loss = (p - 1) ** 2
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    print(losses[0], losses[-1])
