import torch
from torch import nn


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    model.train()
    history, losses = [], []

    def finish():
        mean = sum(losses) / len(losses)
        optimizer.zero_grad()
        mean.backward()
        if max_grad_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        scheduler.step()
        history.append(mean.item())
        losses.clear()

    for inputs, targets in loader:
        prediction = model(inputs)
        losses.append(loss_fn(prediction, targets))
        if len(losses) == accumulation_steps:
            finish()
    if losses:
        finish()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    data = [(torch.randn(2, 5), torch.randn(2, 1)) for _ in range(7)]
    model = nn.Linear(5, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)
    print(train_epoch(model, data, nn.MSELoss(), optimizer, scheduler, 3))
