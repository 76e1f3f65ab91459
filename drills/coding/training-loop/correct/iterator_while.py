"""Iterators and while loops; the mode is set for every batch."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    train_loss, val_loss = [], []
    epoch = 0
    while epoch < epochs:
        batches = iter(train_loader)
        total = 0.0
        for step in range(len(train_loader)):
            model.train()
            x, y = next(batches)
            prediction = model(x)
            optimizer.zero_grad()
            loss = loss_fn(prediction, y)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            total = total + loss.item()
        train_loss.append(total / (step + 1))

        batches = iter(val_loader)
        total, steps = 0.0, 0
        while True:
            try:
                x, y = next(batches)
            except StopIteration:
                break
            model.eval()
            with torch.no_grad():
                total += loss_fn(model(x), y).item()
            steps += 1
        val_loss.append(total / steps)

        scheduler.step()
        epoch += 1
    return {"train_loss": train_loss, "val_loss": val_loss}


if __name__ == "__main__":
    x = torch.rand(40, 2)
    y = x.prod(dim=1, keepdim=True)
    model = nn.Sequential(nn.Linear(2, 8), nn.Sigmoid(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.95)
    history = train(model, DataLoader(TensorDataset(x[:27], y[:27]), batch_size=5),
                    DataLoader(TensorDataset(x[27:], y[27:]), batch_size=5),
                    optimizer, scheduler, nn.MSELoss(), epochs=3, max_grad_norm=0.1)
    assert len(history["train_loss"]) == len(history["val_loss"]) == 3
    print(history)
