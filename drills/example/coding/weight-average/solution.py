import torch
import torch.nn as nn


class WeightAverage:
    """An exponential moving average of a model's parameters."""

    def __init__(self, model, decay=0.99):
        self.model, self.decay = model, decay
        self.average = [p.detach().clone() for p in model.parameters()]

    @torch.no_grad()
    def update(self):
        """Takes in the parameters as they are now; called after each optimizer step."""
        for a, p in zip(self.average, self.model.parameters()):
            a.mul_(self.decay)
            a.add_((1 - self.decay) * p)

    @torch.no_grad()
    def copy_to(self, model):
        """Writes the average into the parameters of `model`."""
        for a, p in zip(self.average, model.parameters()):
            p.copy_(a)


if __name__ == "__main__":
    model = nn.Linear(3, 2)
    average = WeightAverage(model)
    average.update()
    average.copy_to(model)
    print(model.weight.shape)
