"""Clips by hand with the norm of the norms; gradients set to None; a running mean over batches."""
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def clip_by_total_norm(parameters, limit):
    grads = [p.grad for p in parameters if p.grad is not None]
    total = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(g) for g in grads]))
    factor = (limit / (total + 1e-6)).clamp(max=1.0)
    for g in grads:
        g.mul_(factor)
    return total


def drop_gradients(parameters):
    for p in parameters:
        p.grad = None


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    parameters = list(model.parameters())
    train_curve, val_curve = [], []
    for _ in range(epochs):
        model.train(True)
        mean = 0.0
        for n, (x, y) in enumerate(train_loader, start=1):
            drop_gradients(parameters)
            loss = loss_fn(model(x), y)
            loss.backward()
            clip_by_total_norm(parameters, max_grad_norm)
            optimizer.step()
            mean += (loss.item() - mean) / n  # running mean over the batches
        train_curve.append(mean)

        model.train(False)
        mean = 0.0
        with torch.no_grad():
            for n, (x, y) in enumerate(val_loader, start=1):
                mean += (loss_fn(model(x), y).item() - mean) / n
        val_curve.append(mean)
        scheduler.step()
    return dict(train_loss=train_curve, val_loss=val_curve)


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(70, 8)
    y = torch.randint(0, 4, (70,))
    model = nn.Sequential(nn.Linear(8, 32), nn.SiLU(), nn.Linear(32, 4))
    optimizer = torch.optim.RMSprop(model.parameters(), lr=2e-3)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[2, 3], gamma=0.1)
    train_loader = DataLoader(TensorDataset(x[:50], y[:50]), batch_size=12, shuffle=True)
    val_loader = DataLoader(TensorDataset(x[50:], y[50:]), batch_size=12)
    history = train(model, train_loader, val_loader, optimizer, scheduler, F.cross_entropy, 4, 2.0)
    print("train", history["train_loss"])
    print("val", history["val_loss"])
