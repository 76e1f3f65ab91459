import torch
import torch.nn as nn


class WeightAverage:
    """An exponential moving average of a model's parameters."""

    def __init__(self, model, decay=0.99):
        # Write here: a copy of the parameters.
        raise NotImplementedError

    def update(self):
        """Takes in the parameters as they are now; called after each optimizer step."""
        raise NotImplementedError

    def copy_to(self, model):
        """Writes the average into the parameters of `model`."""
        raise NotImplementedError


if __name__ == "__main__":
    model = nn.Linear(3, 2)
    average = WeightAverage(model)
    average.update()
    average.copy_to(model)
    print(model.weight.shape)
