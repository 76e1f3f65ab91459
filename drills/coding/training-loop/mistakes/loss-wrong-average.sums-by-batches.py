import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for _ in range(epochs):
        model.train()
        loss_sum = 0.0
        for x, y in train_loader:
            for p in model.parameters():
                p.grad = None

            loss = loss_fn(model(x), y)
            loss.backward()

            squared = 0.0
            for p in model.parameters():
                if p.grad is not None:
                    squared += p.grad.detach().pow(2).sum().item()
            total_norm = squared ** 0.5
            if total_norm > max_grad_norm:
                scale = max_grad_norm / total_norm
                for p in model.parameters():
                    if p.grad is not None:
                        p.grad.mul_(scale)

            optimizer.step()
            loss_sum += loss.item() * x.shape[0]
        history["train_loss"].append(loss_sum / len(train_loader))

        model.eval()
        loss_sum = 0.0
        with torch.no_grad():
            for x, y in val_loader:
                loss_sum += loss_fn(model(x), y).item() * x.shape[0]
        history["val_loss"].append(loss_sum / len(val_loader))

        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(3)
    x = torch.randn(50, 7)
    y = x[:, :2] - 0.5 * x[:, 2:4]
    model = nn.Sequential(nn.Linear(7, 10), nn.Tanh(), nn.Linear(10, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2)
    history = train(
        model,
        DataLoader(TensorDataset(x[:35], y[:35]), batch_size=10, shuffle=True),
        DataLoader(TensorDataset(x[35:], y[35:]), batch_size=10),
        optimizer,
        scheduler,
        nn.MSELoss(),
        epochs=5,
        max_grad_norm=0.5,
    )
    print(history)
