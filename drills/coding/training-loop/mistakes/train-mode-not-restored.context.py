from contextlib import contextmanager

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


@contextmanager
def evaluating(model):
    """Eval mode and no autograd inside the block."""
    model.eval()
    with torch.no_grad():
        yield model


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    history = {"train_loss": [], "val_loss": []}
    model.train()
    for _ in range(epochs):
        total, count = torch.zeros(()), 0
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            total += loss.detach() * len(x)
            count += len(x)
        history["train_loss"].append(total.item() / count)

        with evaluating(model):
            total, count = torch.zeros(()), 0
            for x, y in val_loader:
                total += loss_fn(model(x), y) * len(x)
                count += len(x)
            history["val_loss"].append(total.item() / count)

        scheduler.step()
    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    sequences = torch.randn(44, 6, 3)
    labels = sequences.sum(dim=(1, 2)).gt(0).long()

    class Classifier(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.LSTM(3, 8, batch_first=True)
            self.head = nn.Linear(8, 2)

        def forward(self, x):
            _, (h, _) = self.rnn(x)
            return self.head(h[-1])

    model = Classifier()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=3)
    history = train(model, DataLoader(TensorDataset(sequences[:31], labels[:31]), 6, shuffle=True),
                    DataLoader(TensorDataset(sequences[31:], labels[31:]), 6),
                    optimizer, scheduler, nn.CrossEntropyLoss(), epochs=3, max_grad_norm=0.25)
    print(history)
