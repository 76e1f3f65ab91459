import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    device = next(model.parameters()).device
    history = {'train_loss': [], 'val_loss': []}

    for epoch in range(1, epochs + 1):
        model.train()
        batch_losses = []
        for inputs, targets in train_loader:
            inputs, targets = inputs.to(device), targets.to(device)
            optimizer.zero_grad()
            outputs = model(inputs)
            loss = loss_fn(outputs, targets)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            batch_losses.append(loss.item())
        history['train_loss'].append(sum(batch_losses) / len(batch_losses))

        # no gradients needed for validation
        batch_losses = []
        with torch.no_grad():
            for inputs, targets in val_loader:
                inputs, targets = inputs.to(device), targets.to(device)
                batch_losses.append(loss_fn(model(inputs), targets).item())
        history['val_loss'].append(sum(batch_losses) / len(batch_losses))

        scheduler.step()
        print(f"epoch {epoch}: {history['train_loss'][-1]:.4f} {history['val_loss'][-1]:.4f}")

    return history


if __name__ == '__main__':
    torch.manual_seed(42)
    x = torch.randn(70, 6)
    y = x.mean(dim=1, keepdim=True)
    model = nn.Sequential(nn.Linear(6, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Dropout(0.5), nn.Linear(12, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=3)
    history = train(model, DataLoader(TensorDataset(x[:50], y[:50]), 8, shuffle=True),
                    DataLoader(TensorDataset(x[50:], y[50:]), 8), optimizer, scheduler, nn.MSELoss(), epochs=3)
    print(history)
