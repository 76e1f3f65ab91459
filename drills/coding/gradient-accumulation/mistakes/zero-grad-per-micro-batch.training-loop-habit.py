"""The usual training loop, with the step put under a condition."""
import torch
from torch import nn


def train_step(model, batch, loss_fn, optimizer, scale):
    inputs, targets = batch
    optimizer.zero_grad()
    loss = loss_fn(model(inputs), targets)
    (loss * scale).backward()
    return loss.item()


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    model.train()
    n = len(loader)
    all_losses, group = [], []
    for i, batch in enumerate(loader, 1):
        first = (i - 1) // accumulation_steps * accumulation_steps
        scale = 1 / (min(first + accumulation_steps, n) - first)
        group.append(train_step(model, batch, loss_fn, optimizer, scale))
        if i % accumulation_steps == 0 or i == n:
            if max_grad_norm is not None:
                torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            scheduler.step()
            all_losses.append(sum(group) / len(group))
            group = []
    return all_losses


if __name__ == "__main__":
    data = [(torch.randn(4, 3), torch.randn(4, 3)) for _ in range(5)]
    model = nn.Linear(3, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.9)
    print(train_epoch(model, data, nn.MSELoss(), optimizer, scheduler, 2))
