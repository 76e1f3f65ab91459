import torch


def adamw_update(theta, grad, m, v, t, lr, betas, eps, weight_decay):
    """New parameter and moments; changes nothing."""
    m = betas[0] * m + (1 - betas[0]) * grad
    v = betas[1] * v + (1 - betas[1]) * grad.pow(2)
    m_hat = m / (1 - betas[0] ** t)
    v_hat = v / (1 - betas[1] ** t)
    theta = theta - lr * (m_hat / (v_hat.sqrt() + eps) + weight_decay * theta)
    return theta, m, v


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = list(params)
        self.options = (lr, betas, eps, weight_decay)
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        updated = []
        for p, m, v in zip(self.params, self.m, self.v):
            if p.grad is None:
                updated.append((p, m, v))
                continue
            theta, m, v = adamw_update(p.detach(), p.grad, m, v, self.t, *self.options)
            updated.append((torch.nn.Parameter(theta), m, v))
        self.params, self.m, self.v = map(list, zip(*updated))

    def zero_grad(self):
        for p in self.params:
            p.grad = None


if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    optimizer = AdamW(model.parameters(), lr=0.1)
    loss = model(torch.ones(1, 2)).pow(2).sum()
    loss.backward()
    optimizer.step()
    print("loss", loss.item())
