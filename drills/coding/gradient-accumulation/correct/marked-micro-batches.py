from __future__ import annotations

from typing import Callable, Iterator, NamedTuple

import torch
from torch import Tensor, nn


class MicroBatch(NamedTuple):
    inputs: Tensor
    targets: Tensor
    weight: float
    opens: bool
    closes: bool


def mark(loader, accumulation_steps: int) -> Iterator[MicroBatch]:
    """Tells each micro-batch its weight and whether it opens or closes a group."""
    total = len(loader)
    full = total // accumulation_steps * accumulation_steps
    for i, (inputs, targets) in enumerate(loader):
        size = accumulation_steps if i < full else total - full
        place = i % accumulation_steps
        yield MicroBatch(inputs, targets, 1 / size, opens=place == 0, closes=place == size - 1)


def train_epoch(
    model: nn.Module,
    loader,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer,
    scheduler,
    accumulation_steps: int,
    max_grad_norm: float | None = None,
) -> list[float]:
    model.train()
    losses: list[float] = []
    for batch in mark(loader, accumulation_steps):
        if batch.opens:
            optimizer.zero_grad(set_to_none=True)
            group: list[Tensor] = []
        loss = loss_fn(model(batch.inputs), batch.targets)
        loss.backward(gradient=torch.full_like(loss, batch.weight))
        group.append(loss.detach() * batch.weight)
        if batch.closes:
            if max_grad_norm:
                nn.utils.clip_grad_norm_(
                    [p for g in optimizer.param_groups for p in g["params"]], max_grad_norm
                )
            optimizer.step()
            scheduler.step()
            losses.append(torch.stack(group).sum().item())
    optimizer.zero_grad()
    return losses


if __name__ == "__main__":
    torch.manual_seed(5)
    net = nn.Linear(3, 3)
    sgd = torch.optim.SGD(net.parameters(), lr=0.2)
    schedule = torch.optim.lr_scheduler.MultiStepLR(sgd, [2], gamma=0.1)
    pairs = [(torch.randn(2, 3), torch.randn(2, 3)) for _ in range(9)]
    print(train_epoch(net, pairs, nn.MSELoss(), sgd, schedule, accumulation_steps=4))
