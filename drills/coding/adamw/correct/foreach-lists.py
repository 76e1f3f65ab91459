import torch


class AdamW:
    """All parameters at once, by the fused list operations."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = list(params)
        self.exp_avgs = [torch.zeros_like(p, memory_format=torch.preserve_format) for p in self.params]
        self.exp_avg_sqs = [torch.zeros_like(p) for p in self.params]
        self.lr, self.betas, self.eps, self.wd = lr, betas, eps, weight_decay
        self.num_steps = 0

    @torch.no_grad()
    def step(self):
        self.num_steps += 1
        beta1, beta2 = self.betas
        used = [i for i, p in enumerate(self.params) if p.grad is not None]
        if not used:
            return
        params = [self.params[i] for i in used]
        grads = [p.grad for p in params]
        ms = [self.exp_avgs[i] for i in used]
        vs = [self.exp_avg_sqs[i] for i in used]

        torch._foreach_mul_(ms, beta1)
        torch._foreach_add_(ms, grads, alpha=1 - beta1)
        torch._foreach_mul_(vs, beta2)
        torch._foreach_addcmul_(vs, grads, grads, 1 - beta2)

        roots = torch._foreach_sqrt(vs)
        torch._foreach_div_(roots, (1 - beta2**self.num_steps) ** 0.5)
        torch._foreach_add_(roots, self.eps)
        torch._foreach_mul_(params, 1 - self.lr * self.wd)
        torch._foreach_addcdiv_(params, ms, roots, -self.lr / (1 - beta1**self.num_steps))

    def zero_grad(self):
        grads = [p.grad for p in self.params if p.grad is not None]
        if grads:
            torch._foreach_zero_(grads)


if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
    optimizer = AdamW(model.parameters(), lr=0.01)
    data = torch.randn(20, 3)
    for _ in range(30):
        loss = (model(data) - data.sum(1, keepdim=True)).abs().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("loss", loss.item())
