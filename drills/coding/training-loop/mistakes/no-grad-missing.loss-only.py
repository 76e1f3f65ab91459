import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    params = [p for p in model.parameters() if p.requires_grad]

    for epoch in range(epochs):
        batch_losses = []
        for xb, yb in train_loader:
            model.train()
            pred = model(xb)
            loss = loss_fn(pred, yb)

            model.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(params, max_grad_norm, norm_type=2.0)
            optimizer.step()
            batch_losses.append(float(loss))
        history["train_loss"].append(sum(batch_losses) / len(batch_losses))

        batch_losses = []
        for xb, yb in val_loader:
            model.eval()
            pred = model(xb)
            with torch.no_grad():
                loss = loss_fn(pred, yb)
            batch_losses.append(float(loss))
        history["val_loss"].append(sum(batch_losses) / len(batch_losses))

        scheduler.step()

    return history


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(3, 12)
        self.bn = nn.BatchNorm1d(12)
        self.fc2 = nn.Linear(12, 1)

    def forward(self, x):
        return self.fc2(torch.relu(self.bn(self.fc1(x))))


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.rand(84, 3)
    y = torch.sin(3 * x).sum(1, keepdim=True)
    tl = DataLoader(TensorDataset(x[:60], y[:60]), batch_size=8)
    vl = DataLoader(TensorDataset(x[60:], y[60:]), batch_size=10)
    net = Net()
    opt = torch.optim.AdamW(net.parameters(), lr=3e-2)
    sch = torch.optim.lr_scheduler.ExponentialLR(opt, gamma=0.9)
    print(train(net, tl, vl, opt, sch, nn.L1Loss(), 3))
