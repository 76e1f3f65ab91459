import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    model.train()
    history = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in train_loader:
            optimizer.zero_grad()
            loss = loss_fn(model(inputs), targets)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            total += loss.item()
        scheduler.step()
        mean = total / len(train_loader)
        history["train_loss"].append(mean)
        history["val_loss"].append(mean)
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(48, 4)
    y = x[:, :1] + 1
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.5)
    history = train(model, DataLoader(TensorDataset(x[:34], y[:34]), 8), DataLoader(TensorDataset(x[34:], y[34:]), 8),
                    optimizer, scheduler, nn.MSELoss(), epochs=3)
    print(history)
