"""Each block is a Sequential of its layers."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class ResidualSequential(nn.Sequential):
    def forward(self, x):
        return F.relu(super().forward(x))


class BasicBlock(ResidualSequential):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(
            nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(),
            nn.Conv2d(out_channels, out_channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(out_channels),
        )


class Bottleneck(ResidualSequential):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(
            nn.Conv2d(in_channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 3, stride, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, 4 * channels, 1, bias=False),
            nn.BatchNorm2d(4 * channels),
        )


if __name__ == "__main__":
    print(BasicBlock(4, 8, 2)(torch.ones(2, 4, 6, 6)).shape)
    print(Bottleneck(4, 1)(torch.ones(2, 4, 6, 6)).shape)
