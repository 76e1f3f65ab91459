from statistics import fmean

import torch
import torch.nn as nn


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    train_losses, val_losses = [], []
    for _ in range(epochs):
        model.train(True)
        batch_losses = []
        for batch in train_loader:
            x, y = batch[0], batch[1]
            model.zero_grad(set_to_none=True)
            loss = loss_fn(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_((p for p in model.parameters() if p.requires_grad), max_norm=max_grad_norm)
            optimizer.step()
            batch_losses.append(float(loss))
        train_losses.append(fmean(batch_losses))
        scheduler.step()
        model.train(False)
        torch.set_grad_enabled(False)
        try:
            val_losses.append(fmean(float(loss_fn(model(x), y)) for x, y in val_loader))
        finally:
            torch.set_grad_enabled(True)
    return dict(train_loss=train_losses, val_loss=val_losses)


if __name__ == "__main__":
    from torch.utils.data import DataLoader, TensorDataset

    x = torch.randn(50, 4)
    data = TensorDataset(x, x.sum(1, keepdim=True))
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.9)
    loader = DataLoader(data, batch_size=16)
    print(train(model, loader, loader, optimizer, scheduler, nn.MSELoss(), 3))
