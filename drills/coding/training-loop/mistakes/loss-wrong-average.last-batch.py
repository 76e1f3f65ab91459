import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for epoch in range(epochs):
        model.train()
        for x, y in train_loader:
            pred = model(x)
            loss = loss_fn(pred, y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
        history["train_loss"].append(loss.item())

        model.eval()
        with torch.no_grad():
            for x, y in val_loader:
                val_loss = loss_fn(model(x), y)
        history["val_loss"].append(val_loss.item())

        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(64, 3)
    y = x @ torch.tensor([[2.0], [0.0], [-1.0]])
    model = nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.5)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 3)
    history = train(model, DataLoader(TensorDataset(x[:45], y[:45]), 10), DataLoader(TensorDataset(x[45:], y[45:]), 10),
                    optimizer, scheduler, nn.MSELoss(), 5)
    print(history)
