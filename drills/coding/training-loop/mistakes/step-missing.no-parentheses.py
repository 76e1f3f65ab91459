import torch
from torch import nn, optim
from torch.nn.utils import clip_grad_norm_
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    train_losses, val_losses = [], []
    optimizer.zero_grad()
    for epoch in range(1, epochs + 1):
        model.train()
        running, seen = 0.0, 0
        for i, (inputs, labels) in enumerate(train_loader):
            loss = loss_fn(model(inputs), labels)
            loss.backward()
            clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step
            optimizer.zero_grad()
            running += loss.item() * inputs.size(0)
            seen += inputs.size(0)
        train_losses.append(running / seen)
        scheduler.step()

        model.eval()
        running, seen = 0.0, 0
        with torch.no_grad():
            for inputs, labels in val_loader:
                running += loss_fn(model(inputs), labels).item() * inputs.size(0)
                seen += inputs.size(0)
        val_losses.append(running / seen)
    return {"train_loss": train_losses, "val_loss": val_losses}


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(90, 5)
    labels = (inputs[:, 0] > 0).long() + (inputs[:, 1] > 0).long()
    data = TensorDataset(inputs, labels)
    train_set, val_set = torch.utils.data.random_split(data, [65, 25])
    net = nn.Sequential(nn.Linear(5, 24), nn.GELU(), nn.Dropout(0.2), nn.Linear(24, 3))
    opt = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    sched = optim.lr_scheduler.StepLR(opt, step_size=1, gamma=0.7)
    history = train(net, DataLoader(train_set, 16, shuffle=True), DataLoader(val_set, 16), opt, sched,
                    nn.CrossEntropyLoss(), epochs=4)
    for name, values in history.items():
        print(name, [round(v, 4) for v in values])
