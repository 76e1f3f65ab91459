import torch


class Adam:
    def __init__(self, params, lr, betas, eps):
        self.params = list(params)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.moments = [(torch.zeros_like(p), torch.zeros_like(p)) for p in self.params]
        self.count = 0

    def gradient(self, p):
        return p.grad.detach()

    def step(self):
        self.count += 1
        b1, b2 = self.betas
        for p, (m, v) in zip(self.params, self.moments):
            if p.grad is None:
                continue
            g = self.gradient(p)
            m.copy_(b1 * m + (1 - b1) * g)
            v.copy_(b2 * v + (1 - b2) * g * g)
            root = (v / (1 - b2**self.count)).sqrt()
            p.data -= self.lr * (m / (1 - b1**self.count)) / (root + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


class AdamW(Adam):
    """Adam whose gradient is that of the loss plus weight_decay / 2 times the squared norm."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps)
        self.weight_decay = weight_decay

    def gradient(self, p):
        return super().gradient(p) + self.weight_decay * p.detach()


if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Linear(3, 3)
    optimizer = AdamW(model.parameters(), lr=0.02)
    x = torch.randn(10, 3)
    for _ in range(40):
        optimizer.zero_grad()
        loss = (model(x) - 2 * x).pow(2).mean()
        loss.backward()
        optimizer.step()
    print("loss", loss.item())
