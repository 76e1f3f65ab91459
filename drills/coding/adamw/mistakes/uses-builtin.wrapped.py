import torch
from torch import optim


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.inner = optim.AdamW(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)

    def step(self):
        self.inner.step()

    def zero_grad(self):
        self.inner.zero_grad()


if __name__ == "__main__":
    w = torch.nn.Parameter(torch.randn(4))
    optimizer = AdamW([w], lr=0.1)
    for _ in range(10):
        optimizer.zero_grad()
        loss = (w**2).sum()
        loss.backward()
        optimizer.step()
    print(loss.item())
