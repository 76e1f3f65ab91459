from dataclasses import asdict, dataclass, field
from typing import Callable, Dict, List

import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader, TensorDataset


@dataclass
class History:
    train_loss: List[float] = field(default_factory=list)
    val_loss: List[float] = field(default_factory=list)


def train(
    model: nn.Module,
    train_loader: DataLoader,
    val_loader: DataLoader,
    optimizer: Optimizer,
    scheduler,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    epochs: int,
    max_grad_norm: float = 1.0,
) -> Dict[str, List[float]]:
    history = History()
    for _ in range(epochs):
        history.train_loss.append(_train_epoch(model, train_loader, optimizer, loss_fn, max_grad_norm))
        history.val_loss.append(_validate(model, val_loader, loss_fn))
        scheduler.step()
    return asdict(history)


def _train_epoch(model, loader, optimizer, loss_fn, max_grad_norm) -> float:
    model.train()
    losses: List[float] = []
    for inputs, targets in loader:
        loss: Tensor = loss_fn(model(inputs), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        for p in model.parameters():
            if p.grad is not None:
                p.grad.data.clamp_(-max_grad_norm, max_grad_norm)
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)


def _validate(model, loader, loss_fn) -> float:
    model.eval()
    with torch.no_grad():
        losses = [(loss_fn(model(inputs), targets).item(), targets.shape[0]) for inputs, targets in loader]
    return sum(loss * size for loss, size in losses) / sum(size for _, size in losses)


if __name__ == "__main__":
    torch.manual_seed(0)
    noise = torch.randn(53, 8)
    net = nn.Sequential(nn.Linear(8, 3), nn.ReLU(), nn.Linear(3, 8))  # autoencoder
    opt = torch.optim.Adam(net.parameters(), lr=1e-2)
    sched = torch.optim.lr_scheduler.StepLR(opt, 1, 0.9)
    history = train(net, DataLoader(TensorDataset(noise[:37], noise[:37]), 8),
                    DataLoader(TensorDataset(noise[37:], noise[37:]), 8),
                    opt, sched, nn.MSELoss(), 3)
    print(history)
