"""One function for both loops, with a callback that updates; the histories are columns of a list of rows."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def epoch_pass(model, loader, loss_fn, update=None):
    """One pass over a loader; `update(loss)` is called for every batch where given."""
    results = []
    for x, y in loader:
        loss = loss_fn(model(x), y)
        if update:
            update(loss)
        results.append((len(x), loss.item()))
    sizes, losses = zip(*results)
    return sum(n * l for n, l in zip(sizes, losses)) / sum(sizes)


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    def update(loss):
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()

    validate = torch.no_grad()(epoch_pass)

    rows = []
    for _ in range(epochs):
        train_loss = epoch_pass(model.train(), train_loader, loss_fn, update)
        val_loss = validate(model.eval(), val_loader, loss_fn)
        scheduler.step()
        rows.append((train_loss, val_loss))
    model.train()
    return {name: list(column) for name, column in zip(("train_loss", "val_loss"), zip(*rows))}


if __name__ == "__main__":
    torch.manual_seed(11)
    x = torch.randn(63, 4)
    y = x.roll(1, dims=1)
    model = nn.Sequential(nn.Linear(4, 12), nn.Hardtanh(), nn.Linear(12, 4))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2, weight_decay=1e-4)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0=2)
    train_loader = DataLoader(TensorDataset(x[:44], y[:44]), batch_size=8, shuffle=True)
    val_loader = DataLoader(TensorDataset(x[44:], y[44:]), batch_size=8)
    print(train(model, train_loader, val_loader, optimizer, scheduler, nn.MSELoss(), epochs=4))
