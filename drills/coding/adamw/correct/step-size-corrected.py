from collections import defaultdict
from math import sqrt

import torch


class AdamW:
    """Corrects the step size and the root; the moments stay as they are."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = list(params)
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.state = defaultdict(dict)
        self.power1, self.power2 = 1.0, 1.0  # beta1 and beta2 to the power t

    def step(self):
        beta1, beta2 = self.betas
        self.power1 *= beta1
        self.power2 *= beta2
        step_size = self.lr / (1.0 - self.power1)
        root_scale = 1.0 / sqrt(1.0 - self.power2)

        with torch.no_grad():
            for p in self.params:
                if p.grad is None:
                    continue
                g = p.grad
                s = self.state[p]
                if "m" not in s:
                    s["m"], s["v"] = torch.zeros_like(g), torch.zeros_like(g)
                m, v = s["m"], s["v"]
                m.mul_(beta1).add_((1.0 - beta1) * g)
                v.mul_(beta2).add_((1.0 - beta2) * g * g)
                p.add_(p, alpha=-self.lr * self.weight_decay)
                p.sub_(step_size * m / (root_scale * v.sqrt() + self.eps))

    def zero_grad(self, set_to_none=True):
        for p in self.params:
            if p.grad is not None:
                if set_to_none:
                    p.grad = None
                else:
                    p.grad.zero_()


if __name__ == "__main__":
    torch.manual_seed(0)
    x, y = torch.randn(32, 5), torch.randint(0, 3, (32,))
    model = torch.nn.Linear(5, 3)
    optimizer = AdamW(model.parameters(), lr=0.05)
    for i in range(60):
        loss = torch.nn.functional.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if i % 20 == 0:
            print(i, loss.item())
