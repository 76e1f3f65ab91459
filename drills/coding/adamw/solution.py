import torch


class AdamW:
    """Adam with decoupled weight decay."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = list(params)  # model.parameters() can be read only once
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.t = 0
        self.m = [torch.zeros_like(p) for p in self.params]  # mean of the gradients
        self.v = [torch.zeros_like(p) for p in self.params]  # mean of their squares

    @torch.no_grad()  # the update is not part of any graph
    def step(self):
        self.t += 1  # once per step, for all parameters
        for p, m, v in zip(self.params, self.m, self.v):
            if p.grad is None:
                continue
            grad = p.grad
            m.mul_(self.beta1).add_(grad, alpha=1 - self.beta1)
            v.mul_(self.beta2).addcmul_(grad, grad, value=1 - self.beta2)
            # Both averages start at zero; this removes the pull towards it.
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            denominator = v_hat.sqrt() + self.eps
            p.mul_(1 - self.lr * self.weight_decay)  # never divided by sqrt(v_hat): decoupled
            p.sub_(self.lr * m_hat / denominator)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(64, 3)
    targets = inputs @ torch.tensor([[1.0], [-2.0], [0.5]]) + 1.0

    def train(make_optimizer):
        torch.manual_seed(1)
        model = torch.nn.Linear(3, 1)
        optimizer = make_optimizer(model.parameters(), lr=0.05, weight_decay=0.1)
        for _ in range(200):
            loss = torch.nn.functional.mse_loss(model(inputs), targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print("loss", loss.item())
        return model

    ours, theirs = train(AdamW), train(torch.optim.AdamW)
    for p, q in zip(ours.parameters(), theirs.parameters()):
        assert torch.allclose(p, q, atol=1e-5)  # the same path as PyTorch's own
