import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}

    for epoch in range(epochs):
        # training
        model.train()
        train_loss = 0.0
        for x, y in train_loader:
            optimizer.zero_grad()
            out = model(x)
            loss = loss_fn(out, y)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=max_grad_norm)
            optimizer.step()
            train_loss += loss.item()
        train_loss /= len(train_loader)

        # validation
        model.eval()
        val_loss = 0.0
        with torch.no_grad():
            for x, y in val_loader:
                out = model(x)
                val_loss += loss_fn(out, y)
        val_loss /= len(val_loader)

        scheduler.step()

        history["train_loss"].append(train_loss)
        history["val_loss"].append(val_loss)
        print(f"epoch {epoch + 1}/{epochs}  train {train_loss:.4f}  val {val_loss:.4f}")

    return history


if __name__ == "__main__":
    torch.manual_seed(1)
    X = torch.randn(100, 4)
    Y = X.sum(dim=1, keepdim=True)
    train_loader = DataLoader(TensorDataset(X[:70], Y[:70]), batch_size=8, shuffle=True)
    val_loader = DataLoader(TensorDataset(X[70:], Y[70:]), batch_size=8)
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=4)
    print(train(model, train_loader, val_loader, optimizer, scheduler, nn.MSELoss(), epochs=4))
