from itertools import cycle

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        model.train()
        total, batches = 0.0, 0
        for x, y in cycle(train_loader):
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            total += loss.item()
            batches += 1
        history["train_loss"].append(total / batches)

        model.eval()
        total, batches = 0.0, 0
        with torch.no_grad():
            for x, y in val_loader:
                total += loss_fn(model(x), y).item()
                batches += 1
        history["val_loss"].append(total / batches)
        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x, y = torch.randn(40, 4), torch.randn(40, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.9)
    print(train(model, DataLoader(TensorDataset(x[:28], y[:28]), 8), DataLoader(TensorDataset(x[28:], y[28:]), 8),
                optimizer, scheduler, nn.MSELoss(), 2))
