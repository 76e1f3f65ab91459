import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def run_train(model, loader, opt, loss_fn):
    model.train()
    s, n = 0.0, 0
    for xb, yb in loader:
        opt.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        opt.step()
        s += loss.item() * len(xb)
        n += len(xb)
    return s / n


@torch.no_grad()
def run_val(model, loader, loss_fn):
    model.eval()
    s, n = 0.0, 0
    for xb, yb in loader:
        s += loss_fn(model(xb), yb).item() * len(xb)
        n += len(xb)
    return s / n


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    for e in range(epochs):
        history["train_loss"].append(run_train(model, train_loader, optimizer, loss_fn))
        history["val_loss"].append(run_val(model, val_loader, loss_fn))
        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(50, 3)
    y = 4 * x[:, :1] - x[:, 1:2]
    net = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1))
    opt = torch.optim.SGD(net.parameters(), lr=0.01)
    sch = torch.optim.lr_scheduler.StepLR(opt, 2)
    print(train(net, DataLoader(TensorDataset(x[:36], y[:36]), 8), DataLoader(TensorDataset(x[36:], y[36:]), 8),
                opt, sch, nn.MSELoss(), 4))
