import torch
from torch import nn


class Accumulator:
    """One optimizer step: sums of gradients and losses over samples, divided at the end."""

    def __init__(self, model, optimizer, max_grad_norm):
        self.model, self.optimizer, self.max_grad_norm = model, optimizer, max_grad_norm
        self.reset()

    def reset(self):
        self.model.zero_grad()
        self.micro_batches, self.samples, self.loss_sum = 0, 0, 0.0

    def add(self, loss, samples):
        (loss * samples).backward()
        self.loss_sum += loss.item() * samples
        self.samples += samples
        self.micro_batches += 1

    def step(self):
        for p in self.model.parameters():
            p.grad.div_(self.samples)
        if self.max_grad_norm is not None:
            nn.utils.clip_grad_norm_(self.model.parameters(), self.max_grad_norm)
        self.optimizer.step()
        mean = self.loss_sum / self.samples
        self.reset()
        return mean


def train_epoch(model, loader, loss_fn, optimizer, scheduler, accumulation_steps, max_grad_norm=None):
    model.train()
    accumulator = Accumulator(model, optimizer, max_grad_norm)
    means = []
    for number, (inputs, targets) in enumerate(loader, start=1):
        accumulator.add(loss_fn(model(inputs), targets), len(inputs))
        if accumulator.micro_batches == accumulation_steps or number == len(loader):
            means.append(accumulator.step())
            scheduler.step()
    return means


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.linspace(-1, 1, 30).view(10, 3, 1)
    loader = list(zip(x, x**2))
    model = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 2, 0.5)
    for epoch in range(2):
        print(train_epoch(model, loader, nn.MSELoss(), optimizer, scheduler, 4, 1.0))
