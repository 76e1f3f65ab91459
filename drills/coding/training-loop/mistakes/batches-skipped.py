import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        model.train()
        losses = []
        for step, (x, y) in enumerate(train_loader):
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            losses.append(loss.item())
            if step == 0:
                print("first loss", loss.item())
                break
        history["train_loss"].append(sum(losses) / len(losses))

        model.eval()
        losses = []
        with torch.no_grad():
            for x, y in val_loader:
                losses.append(loss_fn(model(x), y).item())
        history["val_loss"].append(sum(losses) / len(losses))
        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(66, 5)
    y = x.sum(1, keepdim=True).relu()
    model = nn.Sequential(nn.Linear(5, 10), nn.ReLU(), nn.Linear(10, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2)
    history = train(model, DataLoader(TensorDataset(x[:46], y[:46]), 8, shuffle=True),
                    DataLoader(TensorDataset(x[46:], y[46:]), 8), optimizer, scheduler, nn.MSELoss(), epochs=4)
    print(history)
