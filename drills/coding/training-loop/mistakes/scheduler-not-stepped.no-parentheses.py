import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):

    def learn(x, y):
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        return loss.item()

    def measure(x, y):
        with torch.no_grad():
            return loss_fn(model(x), y).item()

    def average(loader, fn):
        pairs = [(fn(x, y), len(x)) for x, y in loader]
        return sum(loss * n for loss, n in pairs) / sum(n for _, n in pairs)

    train_loss, val_loss = [], []
    for _ in range(epochs):
        model.train()
        train_loss.append(average(train_loader, learn))
        model.eval()
        val_loss.append(average(val_loader, measure))
        scheduler.step
    return {"train_loss": train_loss, "val_loss": val_loss}


if __name__ == "__main__":
    torch.manual_seed(6)
    x = torch.randn(58, 4)
    y = (x[:, :1] * x[:, 1:2]).tanh()
    model = nn.Sequential(nn.Linear(4, 25), nn.ReLU(), nn.Dropout(0.1), nn.Linear(25, 1))
    optimizer = torch.optim.NAdam(model.parameters(), lr=5e-3)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2, 0.5)
    history = train(model, DataLoader(TensorDataset(x[:40], y[:40]), 7, shuffle=True),
                    DataLoader(TensorDataset(x[40:], y[40:]), 7), optimizer, scheduler, nn.HuberLoss(), 4)
    print(history)
