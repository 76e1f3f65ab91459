import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(model, train_loader, val_loader, optimizer, scheduler, loss_fn, epochs, max_grad_norm=1.0):
    """Train for a number of epochs and validate after each.

    train_loader, val_loader: yield pairs (inputs, targets); the last batch may be smaller
    loss_fn(prediction, target): scalar tensor, the mean over the batch
    max_grad_norm: largest total norm that the gradients of all parameters may have at a step

    Returns {"train_loss": [...], "val_loss": [...]}, one float per epoch in each list.
    """
    # Write your code here. Helper functions are welcome.
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(150, 6)
    targets = inputs @ torch.randn(6, 2) + 0.1 * torch.randn(150, 2)
    train_loader = DataLoader(TensorDataset(inputs[:110], targets[:110]), batch_size=16, shuffle=True)
    val_loader = DataLoader(TensorDataset(inputs[110:], targets[110:]), batch_size=16)

    model = nn.Sequential(nn.Linear(6, 32), nn.ReLU(), nn.Dropout(0.1), nn.Linear(32, 2))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)

    history = train(model, train_loader, val_loader, optimizer, scheduler, nn.MSELoss(), epochs=5)
    print(history)
