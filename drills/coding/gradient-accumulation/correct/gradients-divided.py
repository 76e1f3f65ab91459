import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    """Adds up whole gradients and divides them by what has really been added."""
    model.train()
    optimizer.zero_grad()
    means = []
    losses = []

    def update():
        for p in model.parameters():
            if p.grad is not None:
                p.grad /= len(losses)
        if max_grad_norm is not None:
            clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad()
        means.append(sum(losses) / len(losses))
        losses.clear()

    for inputs, targets in loader:
        loss = loss_fn(model(inputs), targets)
        loss.backward()
        losses.append(loss.item())
        if len(losses) == accumulation_steps:
            update()
    if losses:  # the last group is short
        update()
    return means


if __name__ == "__main__":
    torch.manual_seed(1)
    data = [(torch.randn(5, 2), torch.randint(0, 3, (5,))) for _ in range(5)]
    net = nn.Linear(2, 3)
    opt = torch.optim.SGD(net.parameters(), lr=0.5)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda step: 1 / (1 + step))
    print(train_epoch(net, data, nn.CrossEntropyLoss(), opt, sched, 2, max_grad_norm=0.5))
