import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_epoch(
    model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None
):
    """One optimizer step per group of micro-batches; returns the mean loss of each group."""
    model.train()
    optimizer.zero_grad()  # gradients from before this epoch do not count
    group_losses, group_loss = [], 0.0
    for i, (inputs, targets) in enumerate(loader):
        group_start = i - i % accumulation_steps
        group_size = min(accumulation_steps, len(loader) - group_start)  # the last may be short
        loss = loss_fn(model(inputs), targets)
        # The group's mean is the sum of these. Backward adds to .grad and frees this graph.
        (loss / group_size).backward()
        group_loss += loss.item() / group_size

        if i + 1 == group_start + group_size:
            if max_grad_norm is not None:
                nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
            group_losses.append(group_loss)
            group_loss = 0.0
    return group_losses


if __name__ == "__main__":
    torch.manual_seed(0)
    inputs = torch.randn(56, 6)
    targets = inputs @ torch.randn(6, 2)
    start = nn.Linear(6, 2).state_dict()

    def train(batch_size, accumulation_steps):
        model = nn.Linear(6, 2)
        model.load_state_dict(start)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9)
        loader = DataLoader(TensorDataset(inputs, targets), batch_size=batch_size)
        losses = train_epoch(
            model, loader, nn.MSELoss(), optimizer, scheduler, accumulation_steps, max_grad_norm=1.0
        )
        print(losses)
        return model

    # 7 micro-batches of 8 in groups of 3 must be the same as batches of 24, 24 and 8.
    accumulated, full = train(8, 3), train(24, 1)
    assert torch.allclose(accumulated.weight, full.weight, atol=1e-6)
