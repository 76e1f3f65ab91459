"""Own buffers instead of .grad: nothing needs zeroing, and old gradients cannot leak in."""
import torch
from torch import nn


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    model.train()
    params = [p for p in model.parameters() if p.requires_grad]
    losses = []
    pending = []
    buffers = None
    last = len(loader) - 1
    for i, (x, y) in enumerate(loader):
        loss = loss_fn(model(x), y)
        grads = torch.autograd.grad(loss, params)
        buffers = grads if buffers is None else [b + g for b, g in zip(buffers, grads)]
        pending.append(loss.item())
        if len(pending) < accumulation_steps and i < last:
            continue

        mean_grads = [b / len(pending) for b in buffers]
        if max_grad_norm is not None:
            norm = torch.cat([g.flatten() for g in mean_grads]).norm()
            factor = (max_grad_norm / (norm + 1e-6)).clamp(max=1.0)
            mean_grads = [g * factor for g in mean_grads]
        for p, g in zip(params, mean_grads):
            p.grad = g
        optimizer.step()
        scheduler.step()
        losses.append(sum(pending) / len(pending))
        pending, buffers = [], None
    return losses


if __name__ == "__main__":
    torch.manual_seed(4)
    loader = [(torch.randn(3, 7), torch.rand(3, 1)) for _ in range(8)]
    model = nn.Sequential(nn.Linear(7, 1), nn.Sigmoid())
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0, momentum=0.5)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.8)
    print(train_epoch(model, loader, nn.BCELoss(), optimizer, scheduler, 3, max_grad_norm=2.0))
