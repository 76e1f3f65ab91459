"""A class trains, with one method for both loops; the history is a dataclass."""
from dataclasses import asdict, dataclass, field
from typing import List

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


@dataclass
class History:
    train_loss: List[float] = field(default_factory=list)
    val_loss: List[float] = field(default_factory=list)


class Trainer:
    def __init__(self, model, optimizer, scheduler, loss_fn, max_grad_norm):
        self.model = model
        self.optimizer = optimizer
        self.scheduler = scheduler
        self.loss_fn = loss_fn
        self.max_grad_norm = max_grad_norm
        self.history = History()

    def fit(self, train_loader, val_loader, epochs):
        for _ in range(epochs):
            self.history.train_loss.append(self.run_epoch(train_loader, train=True))
            self.history.val_loss.append(self.run_epoch(val_loader, train=False))
            self.scheduler.step()
        return asdict(self.history)

    def run_epoch(self, loader, train):
        self.model.train(train)
        total, n = 0.0, 0
        with torch.set_grad_enabled(train):
            for x, y in loader:
                loss = self.training_step(x, y) if train else self.loss_fn(self.model(x), y)
                total += loss.item() * x.size(0)
                n += x.size(0)
        return total / n

    def training_step(self, x, y):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss_fn(self.model(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.max_grad_norm)
        self.optimizer.step()
        return loss.detach()


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    trainer = Trainer(model, optimizer, scheduler, loss_fn, max_grad_norm)
    return trainer.fit(train_loader, val_loader, epochs)


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.linspace(-2, 2, 75).unsqueeze(1)
    y = x.abs()
    order = torch.randperm(75)
    x, y = x[order], y[order]
    model = nn.Sequential(nn.Linear(1, 32), nn.Tanh(), nn.Linear(32, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=3)
    result = train(model, DataLoader(TensorDataset(x[:52], y[:52]), 8, shuffle=True),
                   DataLoader(TensorDataset(x[52:], y[52:]), 8), optimizer, scheduler, nn.SmoothL1Loss(), epochs=6)
    print(result)
