import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_one_epoch(model, loader, optimizer, loss_fn, max_grad_norm):
    model.train()
    total = 0
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        total += loss.item() * len(y)
    return total / len(loader.dataset)


def validate(model, loader, loss_fn):
    model.eval()
    total = 0
    for x, y in loader:
        loss = loss_fn(model(x), y)
        total += loss.item() * len(y)
    return total / len(loader.dataset)


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    train_loss, val_loss = [], []
    for _ in range(epochs):
        train_loss.append(train_one_epoch(model, train_loader, optimizer, loss_fn, max_grad_norm))
        val_loss.append(validate(model, val_loader, loss_fn))
        scheduler.step()
    return {"train_loss": train_loss, "val_loss": val_loss}


if __name__ == "__main__":
    X = torch.randn(40, 4)
    Y = torch.randint(0, 3, (40,))
    train_dl = DataLoader(TensorDataset(X[:30], Y[:30]), batch_size=7, shuffle=True)
    val_dl = DataLoader(TensorDataset(X[30:], Y[30:]), batch_size=7)
    model = nn.Linear(4, 3)
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    sched = torch.optim.lr_scheduler.ExponentialLR(opt, 0.9)
    print(train(model, train_dl, val_dl, opt, sched, nn.CrossEntropyLoss(), epochs=3))
