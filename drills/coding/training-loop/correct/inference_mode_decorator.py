"""A decorator for inference mode; the mode is put back after validation, not set in every epoch."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


@torch.inference_mode()
def evaluate(model, loader, loss_fn):
    was_training = model.training
    model.eval()
    losses = [loss_fn(model(x), y).item() for x, y in loader]
    model.train(was_training)
    return sum(losses) / len(losses)


def fit_epoch(model, loader, optimizer, loss_fn, max_grad_norm):
    losses = []
    for x, y in loader:
        optimizer.zero_grad(set_to_none=False)
        loss = loss_fn(model(x), y)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    model.train()  # evaluate() puts the mode back
    history = {"train_loss": [], "val_loss": []}
    for _ in range(epochs):
        history["train_loss"] += [fit_epoch(model, train_loader, optimizer, loss_fn, max_grad_norm)]
        history["val_loss"] += [evaluate(model, val_loader, loss_fn)]
        scheduler.step()
    return history


def main():
    torch.manual_seed(0)
    x = torch.randn(80, 6)
    y = (x @ torch.randn(6, 1) > 0).float()
    model = nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, weight_decay=0.01)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 5)
    history = train(
        model,
        DataLoader(TensorDataset(x[:55], y[:55]), 9, shuffle=True),
        DataLoader(TensorDataset(x[55:], y[55:]), 9),
        optimizer,
        scheduler,
        nn.BCEWithLogitsLoss(),
        epochs=5,
    )
    print(history)


if __name__ == "__main__":
    main()
