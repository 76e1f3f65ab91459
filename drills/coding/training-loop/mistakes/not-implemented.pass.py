import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_epoch(model, loader, optimizer, loss_fn, max_grad_norm):
    pass


def validate(model, loader, loss_fn):
    pass


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        history["train_loss"].append(train_epoch(model, train_loader, optimizer, loss_fn, max_grad_norm))
        history["val_loss"].append(validate(model, val_loader, loss_fn))
        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    data = TensorDataset(torch.randn(30, 4), torch.randn(30, 2))
    loader = DataLoader(data, batch_size=8)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 3)
    print(train(model, loader, loader, optimizer, scheduler, nn.MSELoss(), 3))
