import torch
import torch.nn as nn


class Dropout(nn.Module):
    """Drops elements at random in training; leaves the input as it is at evaluation."""

    def __init__(self, p=0.5):
        super().__init__()
        # Start here: p is the probability of dropping an element.
        raise NotImplementedError

    def forward(self, x):
        """x: any shape; returns the same shape."""
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    drop = Dropout(0.2)
    x = torch.ones(4, 5)
    print(drop(x))  # expected: about a fifth are 0, and the others are 1.25
    print(drop(x).shape)  # expected: torch.Size([4, 5])
