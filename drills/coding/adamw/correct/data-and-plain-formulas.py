import torch


class AdamW:
    """State is made at the first gradient, in lists that follow the parameters."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = [p for p in params]
        self.lr, self.eps, self.weight_decay = lr, eps, weight_decay
        self.b1, self.b2 = betas
        self.m = [None] * len(self.params)
        self.v = [None] * len(self.params)
        self.t = [0] * len(self.params)

    def step(self):
        for i, p in enumerate(self.params):
            if p.grad is not None:
                self.update(i, p, p.grad.data)

    def update(self, i, p, g):
        if self.m[i] is None:
            self.m[i] = torch.zeros_like(p.data)
            self.v[i] = torch.zeros_like(p.data)
        self.t[i] += 1
        self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
        self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * g**2
        m_hat = self.m[i] / (1 - self.b1 ** self.t[i])
        v_hat = self.v[i] / (1 - self.b2 ** self.t[i])
        decay = self.weight_decay * p.data
        p.data = p.data - self.lr * (m_hat / (torch.sqrt(v_hat) + self.eps) + decay)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


if __name__ == "__main__":
    w = torch.tensor([5.0, -3.0], requires_grad=True)
    optimizer = AdamW([w], lr=0.1)
    for _ in range(100):
        optimizer.zero_grad()
        loss = (w**2).sum()
        loss.backward()
        optimizer.step()
    print(loss.item())
