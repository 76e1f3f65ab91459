from itertools import islice

import torch
from torch import nn


def groups(loader, size):
    batches = iter(loader)
    while True:
        group = list(islice(batches, size))
        if not group:
            return
        yield group


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    model.train()
    history = []
    for group in groups(loader, accumulation_steps):
        optimizer.zero_grad()
        mean_loss = 0.0
        for x, y in group:
            loss = loss_fn(model(x), y)
            (loss / len(group)).backward()
            mean_loss += loss.item() / len(group)
        if max_grad_norm is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        scheduler.step()
        history.append(mean_loss)
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    batches = [(torch.randn(4, 3), torch.randn(4, 1)) for _ in range(10)]
    model = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, gamma=0.9)
    print(train_epoch(model, batches, nn.MSELoss(), optimizer, scheduler, 4))
