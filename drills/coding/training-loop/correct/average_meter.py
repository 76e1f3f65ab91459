"""A class keeps averages; the history has a further key; the norm is kept and printed."""
import time

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class AverageMeter:
    def __init__(self):
        self.reset()

    def reset(self):
        self.sum = 0.0
        self.count = 0

    def update(self, value, n=1):
        self.sum += value * n
        self.count += n

    @property
    def avg(self):
        return self.sum / self.count


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": [], "lr": []}
    train_meter, val_meter = AverageMeter(), AverageMeter()

    for epoch in range(epochs):
        start = time.time()
        train_meter.reset()
        val_meter.reset()
        history["lr"].append(optimizer.param_groups[0]["lr"])

        model.train()
        for batch in train_loader:
            x, y = batch
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            grad_norm = nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm, error_if_nonfinite=True)
            optimizer.step()
            train_meter.update(loss.item(), x.size(0))

        model.eval()
        with torch.no_grad():
            for batch in val_loader:
                x, y = batch
                val_meter.update(loss_fn(model(x), y).item(), x.size(0))

        scheduler.step()
        history["train_loss"].append(train_meter.avg)
        history["val_loss"].append(val_meter.avg)
        print(
            f"[{epoch + 1}/{epochs}] train {train_meter.avg:.4f} val {val_meter.avg:.4f} "
            f"grad norm {grad_norm:.3f} {time.time() - start:.1f}s"
        )
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    tokens = torch.randint(0, 12, (60, 5))
    labels = (tokens == 3).any(dim=1).long()
    model = nn.Sequential(nn.Embedding(12, 6), nn.Flatten(), nn.Linear(30, 2))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.8)
    history = train(
        model,
        DataLoader(TensorDataset(tokens[:42], labels[:42]), batch_size=8, shuffle=True),
        DataLoader(TensorDataset(tokens[42:], labels[42:]), batch_size=8),
        optimizer,
        scheduler,
        nn.CrossEntropyLoss(),
        epochs=3,
    )
    print(history)
