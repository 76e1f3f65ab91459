import torch
import torch.nn as nn


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    model.train(True)
    batches, total = iter(loader), len(loader)
    result = []
    for first in range(0, total, accumulation_steps):
        count = min(accumulation_steps, total - first)
        for p in model.parameters():
            p.grad = None
        running = torch.zeros(())
        for _ in range(count):
            inputs, targets = next(batches)
            loss = loss_fn(model(inputs), targets)
            torch.autograd.backward(loss / count)
            running = running + loss.detach()
        if max_grad_norm is not None:
            clip_total_norm(model, max_grad_norm)
        optimizer.step()
        scheduler.step()
        result.append(float(running / count))
    return result


def clip_total_norm(model, limit):
    grads = [p.grad for p in model.parameters() if p.grad is not None]
    total = torch.sqrt(sum((g**2).sum() for g in grads))
    if total > limit:
        for g in grads:
            g.mul_(limit / total)


if __name__ == "__main__":
    torch.manual_seed(2)
    loader = [(torch.randn(6, 4), torch.randn(6, 2)) for _ in range(7)]
    model = nn.Linear(4, 2)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
    losses = train_epoch(model, loader, nn.L1Loss(), optimizer, scheduler, 3, max_grad_norm=0.1)
    print(len(losses), losses)
