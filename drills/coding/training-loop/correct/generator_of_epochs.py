"""Generators yield the losses of batches and of epochs; one function for both loops."""
from statistics import mean

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def batch_losses(model, loader, loss_fn, optimizer=None, max_grad_norm=None):
    """Yields one float per batch; updates the model where an optimizer is given."""
    for x, y in loader:
        loss = loss_fn(model(x), y)
        if optimizer is not None:
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
        yield loss.item()


def run(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm):
    for _ in range(epochs):
        model.train()
        train_loss = mean(batch_losses(model, train_loader, loss_fn, optimizer, max_grad_norm))
        model.eval()
        with torch.no_grad():
            val_loss = mean(batch_losses(model, val_loader, loss_fn))
        scheduler.step()
        yield train_loss, val_loss


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for train_loss, val_loss in run(
        model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm
    ):
        history["train_loss"].append(train_loss)
        history["val_loss"].append(val_loss)
    return history


if __name__ == "__main__":
    torch.manual_seed(2)
    w = torch.tensor([[1.0], [-2.0], [0.5]])
    x = torch.randn(66, 3)
    data = TensorDataset(x, x @ w + 0.3)
    train_set, val_set = torch.utils.data.random_split(data, (46, 20))
    model = nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.8)
    print(train(model, DataLoader(train_set, 8, True), DataLoader(val_set, 8), optimizer, scheduler, nn.MSELoss(), 4))
