import torch
import torch.nn as nn
from torch.optim import AdamW
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    train_losses = []
    val_losses = []
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for x, y in train_loader:
            logits = model(x)
            loss = loss_fn(logits, y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            total += loss.item()
        train_losses.append(total / len(train_loader))

        model.eval()
        total = 0.0
        with torch.no_grad():
            for x, y in val_loader:
                total += loss_fn(model(x), y).item()
        val_losses.append(total / len(val_loader))
        scheduler.step()
    return {"train_loss": train_losses, "val_loss": val_losses}


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(60, 10)
    y = torch.randint(0, 2, (60,))
    model = nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Linear(20, 2))
    optimizer = AdamW(model.parameters(), lr=1e-3)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.9)
    print(train(model, DataLoader(TensorDataset(x[:42], y[:42]), 8), DataLoader(TensorDataset(x[42:], y[42:]), 8),
                optimizer, scheduler, nn.CrossEntropyLoss(), 3))
