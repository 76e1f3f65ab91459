import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}

    for epoch in range(epochs):
        model.train()
        running_loss = 0.0
        for inputs, targets in train_loader:
            optimizer.zero_grad()
            outputs = model(inputs)
            loss = loss_fn(outputs, targets)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            running_loss += loss.item() * inputs.size(0)
        optimizer.step()
        scheduler.step()
        history["train_loss"].append(running_loss / len(train_loader.dataset))

        model.eval()
        running_loss = 0.0
        with torch.no_grad():
            for inputs, targets in val_loader:
                outputs = model(inputs)
                loss = loss_fn(outputs, targets)
                running_loss += loss.item() * inputs.size(0)
        history["val_loss"].append(running_loss / len(val_loader.dataset))

    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(75, 6)
    targets = inputs[:, :3].softmax(dim=1)
    model = nn.Sequential(nn.Linear(6, 16), nn.GELU(), nn.Linear(16, 3))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2, 0.5)
    train_loader = DataLoader(TensorDataset(inputs[:52], targets[:52]), batch_size=16, shuffle=True)
    val_loader = DataLoader(TensorDataset(inputs[52:], targets[52:]), batch_size=16)
    print(train(model, train_loader, val_loader, optimizer, scheduler, nn.CrossEntropyLoss(), 4))
