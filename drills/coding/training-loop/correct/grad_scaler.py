"""Mixed precision with a gradient scaler that is switched off here; autocast."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

USE_AMP = torch.cuda.is_available()


def train_epoch(model, loader, optimizer, scaler, loss_fn, max_grad_norm):
    model.train()
    total_loss = 0.0
    for inputs, targets in loader:
        optimizer.zero_grad()
        with torch.autocast(device_type="cuda" if USE_AMP else "cpu", dtype=torch.bfloat16, enabled=USE_AMP):
            loss = loss_fn(model(inputs), targets)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)  # otherwise the threshold would meet scaled gradients
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        scaler.step(optimizer)
        scaler.update()
        total_loss += loss.item()
    return total_loss / len(loader)


def eval_epoch(model, loader, loss_fn):
    model.eval()
    total_loss = 0.0
    with torch.no_grad():
        for inputs, targets in loader:
            total_loss += loss_fn(model(inputs), targets).item()
    return total_loss / len(loader)


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    scaler = torch.cuda.amp.GradScaler(enabled=USE_AMP)
    history = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        history["train_loss"].append(train_epoch(model, train_loader, optimizer, scaler, loss_fn, max_grad_norm))
        scheduler.step()
        history["val_loss"].append(eval_epoch(model, val_loader, loss_fn))
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x, w = torch.randn(60, 5), torch.randn(5, 3)
    y = (x @ w).argmax(dim=-1)
    model = nn.Sequential(nn.Linear(5, 20), nn.LayerNorm(20), nn.GELU(), nn.Linear(20, 3))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.5, total_iters=2)
    train_loader = DataLoader(TensorDataset(x[:43], y[:43]), batch_size=10, shuffle=True)
    val_loader = DataLoader(TensorDataset(x[43:], y[43:]), batch_size=10)
    print(train(model, train_loader, val_loader, optimizer, scheduler, nn.CrossEntropyLoss(), epochs=4))
