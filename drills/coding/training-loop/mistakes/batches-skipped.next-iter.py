import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import clip_grad_norm_
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for _ in range(epochs):
        model.train()
        x, y = next(iter(train_loader))
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        history["train_loss"].append(loss.item())

        model.eval()
        with torch.no_grad():
            x, y = next(iter(val_loader))
            history["val_loss"].append(loss_fn(model(x), y).item())
        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    images, digits = torch.rand(40, 1, 8, 8), torch.randint(0, 10, (40,))
    model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 3)
    print(train(model, DataLoader(TensorDataset(images[:28], digits[:28]), 8, shuffle=True),
                DataLoader(TensorDataset(images[28:], digits[28:]), 8), optimizer, scheduler, F.cross_entropy, 3))
