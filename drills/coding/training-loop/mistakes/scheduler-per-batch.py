import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    hist = {"train_loss": [], "val_loss": []}
    for ep in range(epochs):
        model.train()
        tot, cnt = 0.0, 0
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            scheduler.step()
            tot += loss.item() * x.size(0)
            cnt += x.size(0)
        hist["train_loss"].append(tot / cnt)

        model.eval()
        tot, cnt = 0.0, 0
        with torch.no_grad():
            for x, y in val_loader:
                loss = loss_fn(model(x), y)
                tot += loss.item() * x.size(0)
                cnt += x.size(0)
        hist["val_loss"].append(tot / cnt)
    return hist


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(80, 2)
    y = (x.norm(dim=1) > 1).long()
    model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2))
    optimizer = optim.Adam(model.parameters(), lr=0.01)
    scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
    tl = DataLoader(TensorDataset(x[:55], y[:55]), batch_size=16, shuffle=True)
    vl = DataLoader(TensorDataset(x[55:], y[55:]), batch_size=16)
    print(train(model, tl, vl, optimizer, scheduler, nn.CrossEntropyLoss(), epochs=4))
