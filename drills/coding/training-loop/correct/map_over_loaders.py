import torch
import torch.nn as nn


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    def learn(batch):
        x, y = batch
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        return loss.item()

    @torch.no_grad()
    def measure(batch):
        x, y = batch
        return loss_fn(model(x), y).item()

    def epoch():
        model.train()
        a = list(map(learn, train_loader))
        model.eval()
        b = list(map(measure, val_loader))
        scheduler.step()
        return sum(a) / len(a), sum(b) / len(b)

    pairs = [epoch() for _ in range(epochs)]
    return {"train_loss": [a for a, _ in pairs], "val_loss": [b for _, b in pairs]}


if __name__ == "__main__":
    from torch.utils.data import DataLoader, TensorDataset

    x = torch.randn(50, 4)
    data = TensorDataset(x, x.sum(1, keepdim=True))
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.9)
    loader = DataLoader(data, batch_size=16)
    print(train(model, loader, loader, optimizer, scheduler, nn.MSELoss(), 3))
