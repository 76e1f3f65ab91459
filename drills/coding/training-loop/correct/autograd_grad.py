"""Gradients by torch.autograd.grad are assigned, not added up, so nothing has to be zeroed."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    parameters = [p for p in model.parameters() if p.requires_grad]
    history = {"train_loss": [], "val_loss": []}
    for _ in range(epochs):
        model.train()
        weighted, samples = 0.0, 0
        for x, y in train_loader:
            loss = loss_fn(model(x), y)
            grads = torch.autograd.grad(loss, parameters)
            norm = torch.sqrt(sum((g * g).sum() for g in grads))
            factor = min(1.0, max_grad_norm / (norm.item() + 1e-12))
            for p, g in zip(parameters, grads):
                p.grad = g * factor
            optimizer.step()
            weighted += loss.item() * len(x)
            samples += len(x)
        history["train_loss"].append(weighted / samples)

        model.eval()
        weighted, samples = 0.0, 0
        with torch.no_grad():
            for x, y in val_loader:
                weighted += loss_fn(model(x), y).item() * len(x)
                samples += len(x)
        history["val_loss"].append(weighted / samples)
        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(8)
    x = torch.randn(45, 6)
    y = x.cumsum(dim=1)
    model = nn.Linear(6, 6)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
    print(train(model, DataLoader(TensorDataset(x[:32], y[:32]), 6), DataLoader(TensorDataset(x[32:], y[32:]), 6),
                optimizer, scheduler, nn.MSELoss(), epochs=5))
