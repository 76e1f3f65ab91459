"""Each block is a Sequential: its last child is the shortcut, the others are the main path."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class ResidualSequential(nn.Sequential):
    def forward(self, x):
        *main, shortcut = self.children()
        out = x
        for layer in main:
            out = layer(out)
        return F.relu(out + shortcut(x))


class Projection(nn.Sequential):
    def __init__(self, c_in, c_out, stride):
        super().__init__(nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))


class BasicBlock(ResidualSequential):
    def __init__(self, in_channels, out_channels, stride=1):
        same = stride == 1 and in_channels == out_channels
        super().__init__(
            nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(),
            nn.Conv2d(out_channels, out_channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.Identity() if same else Projection(in_channels, out_channels, stride),
        )


class Bottleneck(ResidualSequential):
    def __init__(self, in_channels, channels, stride=1):
        same = stride == 1 and in_channels == 4 * channels
        super().__init__(
            nn.Conv2d(in_channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, 4 * channels, 1, bias=False),
            nn.BatchNorm2d(4 * channels),
            nn.Identity() if same else Projection(in_channels, 4 * channels, 1),
        )


if __name__ == "__main__":
    print(BasicBlock(4, 8, 2)(torch.ones(2, 4, 6, 6)).shape)
    print(Bottleneck(4, 1)(torch.ones(2, 4, 6, 6)).shape)
