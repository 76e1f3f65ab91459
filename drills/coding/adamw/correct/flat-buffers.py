"""Both moments of all parameters lie in two flat vectors, cut by offset."""
import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = list(params)
        sizes = [p.numel() for p in self.params]
        self.starts = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
        first = self.params[0]
        self.m = torch.zeros(sum(sizes), dtype=first.dtype, device=first.device)
        self.v = torch.zeros_like(self.m)
        self.t = 0
        self.config = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}

    def step(self):
        self.t += 1
        for p, begin, end in zip(self.params, self.starts, self.starts[1:]):
            if p.grad is None:
                continue
            new = self._updated(p.detach().flatten(), p.grad.flatten(), slice(begin, end))
            p.data.copy_(new.view_as(p))

    def _updated(self, theta, g, part):
        lr, eps = self.config["lr"], self.config["eps"]
        b1, b2 = self.config["betas"]
        self.m[part] = b1 * self.m[part] + (1 - b1) * g
        self.v[part] = b2 * self.v[part] + (1 - b2) * torch.square(g)
        m_hat = self.m[part] / (1 - b1**self.t)
        v_hat = self.v[part] / (1 - b2**self.t)
        decay = lr * self.config["weight_decay"] * theta
        return theta - decay - lr * m_hat / (torch.sqrt(v_hat) + eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


if __name__ == "__main__":
    torch.manual_seed(2)
    net = torch.nn.Linear(6, 6)
    optimizer = AdamW(net.parameters())
    x = torch.randn(8, 6)
    history = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = (net(x) - x).pow(2).mean()
        loss.backward()
        optimizer.step()
        history.append(round(loss.item(), 4))
    print("losses", history)
