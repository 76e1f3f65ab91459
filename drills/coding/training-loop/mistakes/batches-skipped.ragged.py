import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    log = []
    for epoch in range(epochs):
        torch.set_grad_enabled(True)
        model.train()
        num = den = 0
        for data, target in train_loader:
            if data.shape[0] != train_loader.batch_size:
                continue
            model.zero_grad()
            output = model(data)
            loss = loss_fn(output, target)
            loss.backward()
            nn.utils.clip_grad_norm_((p for group in optimizer.param_groups for p in group["params"]), max_grad_norm)
            optimizer.step()
            num += loss.item() * data.shape[0]
            den += data.shape[0]
        train_loss = num / den

        torch.set_grad_enabled(False)
        model.eval()
        num = den = 0
        for data, target in val_loader:
            output = model(data)
            num += loss_fn(output, target).item() * data.shape[0]
            den += data.shape[0]
        val_loss = num / den
        torch.set_grad_enabled(True)

        scheduler.step()
        log.append((train_loss, val_loss))

    return {
        "train_loss": [entry[0] for entry in log],
        "val_loss": [entry[1] for entry in log],
    }


if __name__ == "__main__":
    torch.manual_seed(4)
    data = torch.randn(77, 5)
    target = torch.stack([data.max(dim=1).values, data.min(dim=1).values], dim=1)
    model = nn.Sequential(nn.Linear(5, 30), nn.ReLU(), nn.Linear(30, 2))
    optimizer = torch.optim.SGD(
        [{"params": model[0].parameters()}, {"params": model[2].parameters(), "lr": 0.05}], lr=0.1
    )
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.3)
    train_loader = DataLoader(TensorDataset(data[:50], target[:50]), batch_size=16, shuffle=True)
    val_loader = DataLoader(TensorDataset(data[50:], target[50:]), batch_size=16)
    print(train(model, train_loader, val_loader, optimizer, scheduler, nn.MSELoss(), epochs=4))
