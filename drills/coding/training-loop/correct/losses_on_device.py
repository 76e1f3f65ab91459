"""Tensors are moved to the model's device; the epoch's losses stay there until its end, then are weighted."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    device = next(model.parameters()).device
    history = {"train_loss": [], "val_loss": []}

    for epoch in range(epochs):
        model.train()
        losses = []
        for inputs, targets in train_loader:
            inputs = inputs.to(device, non_blocking=True)
            targets = targets.to(device, non_blocking=True)
            optimizer.zero_grad(set_to_none=True)
            loss = loss_fn(model(inputs), targets)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            losses.append(loss.detach())
        # one synchronisation per epoch, not one per batch
        history["train_loss"].append(torch.stack(losses).mean().item())

        model.eval()
        losses, sizes = [], []
        with torch.inference_mode():
            for inputs, targets in val_loader:
                inputs, targets = inputs.to(device), targets.to(device)
                losses.append(loss_fn(model(inputs), targets))
                sizes.append(len(inputs))
            losses = torch.stack(losses)
            weights = torch.tensor(sizes, dtype=losses.dtype, device=device)
            history["val_loss"].append(((losses * weights).sum() / weights.sum()).item())

        scheduler.step()

    return history


if __name__ == "__main__":
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(0)
    x = torch.randn(72, 10)
    y = x.argmax(dim=1)
    model = nn.Sequential(nn.Linear(10, 40), nn.ReLU(), nn.Linear(40, 10)).to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=4)
    loader = DataLoader(TensorDataset(x[:50], y[:50]), batch_size=16, shuffle=True)
    val = DataLoader(TensorDataset(x[50:], y[50:]), batch_size=16)
    history = train(model, loader, val, optimizer, scheduler, nn.CrossEntropyLoss(), epochs=4)
    print(history)
