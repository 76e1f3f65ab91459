import math

import torch
from torch import nn


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    """Each step runs its own group, inside the closure."""
    model.train()
    stream = iter(loader)
    steps = math.ceil(len(loader) / accumulation_steps)
    sizes = [accumulation_steps] * (steps - 1)
    sizes.append(len(loader) - sum(sizes))
    losses = []
    for size in sizes:

        def closure():
            optimizer.zero_grad()
            group_loss = 0.0
            for _ in range(size):
                inputs, targets = next(stream)
                loss = loss_fn(model(inputs), targets).div(size)
                loss.backward()
                group_loss += loss.item()
            if max_grad_norm is not None:
                nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            return group_loss

        losses.append(optimizer.step(closure))
        scheduler.step()
    return losses


if __name__ == "__main__":
    torch.manual_seed(3)
    loader = [(torch.randn(8, 5), torch.randn(8, 1)) for _ in range(6)]
    model = nn.Sequential(nn.Linear(5, 10), nn.Dropout(0.1), nn.ReLU(), nn.Linear(10, 1))
    optimizer = torch.optim.RMSprop(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.95)
    print(train_epoch(model, loader, nn.MSELoss(), optimizer, scheduler, accumulation_steps=4))
