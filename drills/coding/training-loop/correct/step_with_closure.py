"""The optimizer calls a closure, which also clips."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}

    for epoch in range(epochs):
        model.train()
        epoch_loss, samples = 0.0, 0
        for inputs, targets in train_loader:

            def closure():
                optimizer.zero_grad()
                loss = loss_fn(model(inputs), targets)
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
                return loss

            loss = optimizer.step(closure)
            epoch_loss += loss.item() * len(targets)
            samples += len(targets)
        history["train_loss"].append(epoch_loss / samples)

        model.eval()
        epoch_loss, samples = 0.0, 0
        with torch.no_grad():
            for inputs, targets in val_loader:
                epoch_loss += loss_fn(model(inputs), targets).item() * len(targets)
                samples += len(targets)
        history["val_loss"].append(epoch_loss / samples)

        scheduler.step()

    return history


if __name__ == "__main__":
    torch.manual_seed(5)
    features = torch.randn(64, 3)
    target = features.pow(2).mean(dim=1, keepdim=True)
    fit, check = TensorDataset(features[:45], target[:45]), TensorDataset(features[45:], target[45:])
    model = nn.Sequential(nn.Linear(3, 20), nn.ReLU(), nn.Linear(20, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.9 ** epoch)
    history = train(model, DataLoader(fit, 10, shuffle=True), DataLoader(check, 10),
                    optimizer, scheduler, nn.MSELoss(), 4)
    print(history)
