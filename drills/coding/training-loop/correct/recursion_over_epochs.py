"""Recursion over epochs; the model is zeroed, the optimizer's parameters are clipped; autograd is switched by hand."""
import torch
import torch.nn as nn


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    if epochs == 0:
        return {"train_loss": [], "val_loss": []}
    before = train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs - 1, max_grad_norm)
    model.train()
    seen = []
    for x, y in train_loader:
        loss = loss_fn(model(x), y)
        model.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_((p for group in optimizer.param_groups for p in group["params"]), max_grad_norm)
        optimizer.step()
        seen.append(float(loss))
    model.eval()
    torch.set_grad_enabled(False)
    try:
        held = [float(loss_fn(model(x), y)) for x, y in val_loader]
    finally:
        torch.set_grad_enabled(True)
    scheduler.step()
    return {
        "train_loss": before["train_loss"] + [sum(seen) / len(seen)],
        "val_loss": before["val_loss"] + [sum(held) / len(held)],
    }


if __name__ == "__main__":
    from torch.utils.data import DataLoader, TensorDataset

    x = torch.randn(50, 4)
    data = TensorDataset(x, x.sum(1, keepdim=True))
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.9)
    loader = DataLoader(data, batch_size=16)
    print(train(model, loader, loader, optimizer, scheduler, nn.MSELoss(), 3))
