"""Training and validation are phases of one loop, which zeroes gradients in both; the scheduler steps in between."""
import torch
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    loaders = {"train": train_loader, "val": val_loader}
    history = {"train_loss": [], "val_loss": []}

    for epoch in range(epochs):
        for phase in ["train", "val"]:
            training = phase == "train"
            if training:
                model.train()
            else:
                model.eval()

            running_loss = 0.0
            for inputs, targets in loaders[phase]:
                optimizer.zero_grad()
                with torch.set_grad_enabled(training):
                    outputs = model(inputs)
                    loss = loss_fn(outputs, targets)
                    if training:
                        loss.backward()
                        nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
                        optimizer.step()
                running_loss += loss.item() * inputs.size(0)

            if training:
                scheduler.step()
            history[phase + "_loss"].append(running_loss / len(loaders[phase].dataset))

    return history


if __name__ == "__main__":
    torch.manual_seed(0)
    images = torch.randn(48, 1, 6, 6)
    classes = (images.mean(dim=(1, 2, 3)) > 0).long()
    model = nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2),
    )
    optimizer = optim.Adam(model.parameters(), lr=0.02)
    scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
    history = train(
        model,
        DataLoader(TensorDataset(images[:34], classes[:34]), batch_size=8, shuffle=True),
        DataLoader(TensorDataset(images[34:], classes[34:]), batch_size=8),
        optimizer, scheduler, nn.CrossEntropyLoss(), epochs=3,
    )
    print(history)
