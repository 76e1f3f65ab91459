"""Logs in both loops; zeroes the gradients of the optimizer's groups by hand, after the loss; train mode put back."""
import math

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def validate(model, val_loader, loss_fn):
    model.eval()
    val_loss = 0
    with torch.no_grad():
        for (images, labels) in val_loader:
            logits = model.forward(images)
            val_loss += loss_fn(logits, labels).cpu().item() * len(labels)
    model.train()
    return val_loss / len(val_loader.dataset)


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0, log_every=2):
    hist = dict()
    hist.setdefault("train_loss", list())
    hist.setdefault("val_loss", list())
    model.train()

    for ep in range(epochs):
        ep_loss = 0
        for it, (images, labels) in enumerate(train_loader):
            logits = model.forward(images)
            batch_loss = loss_fn(logits, labels)
            if not math.isfinite(batch_loss.item()):
                raise RuntimeError(f"loss is {batch_loss.item()} in epoch {ep}, batch {it}")

            for group in optimizer.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        p.grad.detach_()
                        p.grad.zero_()
            batch_loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters=model.parameters(), max_norm=max_grad_norm)
            optimizer.step()

            ep_loss += batch_loss.data.item() * len(labels)
            if it % log_every == 0:
                print("epoch %d  batch %d/%d  loss %.4f" % (ep, it, len(train_loader), batch_loss.item()))

        hist["train_loss"].append(ep_loss / len(train_loader.dataset))
        scheduler.step()
        hist["val_loss"].append(validate(model, val_loader, loss_fn))

    return hist


if __name__ == "__main__":
    torch.manual_seed(0)
    images = torch.rand(36, 2, 5, 5)
    labels = torch.randint(0, 3, (36,))
    model = nn.Sequential(nn.Conv2d(2, 6, 3), nn.ReLU(), nn.Flatten(), nn.Dropout(0.5), nn.Linear(54, 3))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, nesterov=True)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [1, 2])
    history = train(model, DataLoader(TensorDataset(images[:26], labels[:26]), batch_size=6, shuffle=True),
                    DataLoader(TensorDataset(images[26:], labels[26:]), batch_size=6),
                    optimizer, scheduler, nn.CrossEntropyLoss(), epochs=3)
    print(history["train_loss"], history["val_loss"])
