import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_one_epoch(model, loader, optimizer, loss_fn, max_grad_norm):
    model.train()  # validation has left the model in eval mode
    total, count = 0.0, 0
    for inputs, targets in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), targets)
        loss.backward()
        # One norm over all parameters. Between backward and step, where the gradients exist and still count.
        nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        total += loss.item() * len(inputs)  # weighted by sample: the last batch may be smaller
        count += len(inputs)
    return total / count


@torch.no_grad()
def evaluate(model, loader, loss_fn):
    model.eval()
    total, count = 0.0, 0
    for inputs, targets in loader:
        loss = loss_fn(model(inputs), targets)
        total += loss.item() * len(inputs)
        count += len(inputs)
    return total / count


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    """Train for a number of epochs; returns {"train_loss": [...], "val_loss": [...]}, one float per epoch."""
    history = {"train_loss": [], "val_loss": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, optimizer, loss_fn, max_grad_norm))
        history["val_loss"].append(evaluate(model, val_loader, loss_fn))
        scheduler.step()  # the schedule counts epochs
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(150, 6)
    targets = inputs @ torch.randn(6, 2) + 0.1 * torch.randn(150, 2)
    train_loader = DataLoader(TensorDataset(inputs[:110], targets[:110]), batch_size=16, shuffle=True)
    val_loader = DataLoader(TensorDataset(inputs[110:], targets[110:]), batch_size=16)

    model = nn.Sequential(nn.Linear(6, 32), nn.ReLU(), nn.Dropout(0.1), nn.Linear(32, 2))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)

    history = train(model, train_loader, val_loader, optimizer, scheduler, nn.MSELoss(), epochs=5)
    print(history)
