"""Lists made in advance; zeroes after the step; a context manager for validation; the best weights are copied."""
import copy
from contextlib import contextmanager

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


@contextmanager
def evaluating(model):
    """Eval mode and no autograd inside the block; both restored afterwards, also after an exception."""
    mode = model.training
    model.eval()
    try:
        with torch.no_grad():
            yield model
    finally:
        model.train(mode)


def step(model, batch, loss_fn):
    inputs, targets = batch
    return loss_fn(model(inputs), targets), inputs.size(0)


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [0.0] * epochs, "val_loss": [0.0] * epochs}
    best_val, best_state = float("inf"), None

    model.train()
    optimizer.zero_grad()  # the model may come with gradients from elsewhere
    for epoch in range(epochs):
        seen = 0
        for batch in train_loader:
            loss, n = step(model, batch, loss_fn)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            history["train_loss"][epoch] += loss.item() * n
            seen += n
        history["train_loss"][epoch] /= seen

        seen = 0
        with evaluating(model):
            for batch in val_loader:
                loss, n = step(model, batch, loss_fn)
                history["val_loss"][epoch] += loss.item() * n
                seen += n
        history["val_loss"][epoch] /= seen

        if history["val_loss"][epoch] < best_val:
            best_val = history["val_loss"][epoch]
            best_state = copy.deepcopy(model.state_dict())  # would be written to disk here

        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(88, 9)
    y = torch.relu(x @ torch.randn(9, 1))
    model = nn.Sequential(nn.Linear(9, 18), nn.ELU(), nn.Linear(18, 1))
    optimizer = torch.optim.Adagrad(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 5)
    out = train(model, DataLoader(TensorDataset(x[:61], y[:61]), batch_size=16, shuffle=True),
                DataLoader(TensorDataset(x[61:], y[61:]), batch_size=16), optimizer, scheduler, nn.MSELoss(), 5)
    print(out)
