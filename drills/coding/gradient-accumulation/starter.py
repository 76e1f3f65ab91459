import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_epoch(
    model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None
):
    """One epoch in which each optimizer step uses several micro-batches.

    loader: yields pairs (inputs, targets), micro-batches of equal size; len(loader) is known
    loss_fn(prediction, target): scalar tensor, the mean over the micro-batch
    accumulation_steps: micro-batches per optimizer step; the last group may have fewer
    max_grad_norm: largest total norm of a group's gradient, or None for no clipping

    Returns a list with one float per optimizer step: the mean loss of its group.
    """
    # Write your code here. Helper functions are welcome.
    raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(56, 6)
    targets = inputs @ torch.randn(6, 2)
    loader = DataLoader(TensorDataset(inputs, targets), batch_size=8)  # 7 micro-batches

    model = nn.Linear(6, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9)
    losses = train_epoch(model, loader, nn.MSELoss(), optimizer, scheduler, accumulation_steps=3)
    print(losses)  # expected: 3 numbers, for groups of 3, 3 and 1
