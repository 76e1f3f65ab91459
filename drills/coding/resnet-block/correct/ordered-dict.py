"""Both paths are named layers in a ModuleDict, and their results are stacked and summed."""
from collections import OrderedDict

import torch
import torch.nn as nn


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.paths = nn.ModuleDict()
        self.paths["main"] = nn.Sequential(OrderedDict([
            ("conv1", nn.Conv2d(in_channels, out_channels, (3, 3), (stride, stride), (1, 1), bias=False)),
            ("bn1", nn.BatchNorm2d(out_channels)),
            ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(out_channels, out_channels, (3, 3), (1, 1), (1, 1), bias=False)),
            ("bn2", nn.BatchNorm2d(out_channels)),
        ]))
        if in_channels != out_channels or stride != 1:
            self.paths["skip"] = nn.Sequential(OrderedDict([
                ("conv", nn.Conv2d(in_channels, out_channels, (1, 1), (stride, stride), bias=False)),
                ("bn", nn.BatchNorm2d(out_channels)),
            ]))

    def forward(self, x):
        branches = [path(x) for path in self.paths.values()]
        if "skip" not in self.paths:
            branches.append(x)
        return torch.stack(branches).sum(dim=0).relu()


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        wide = 4 * channels
        self.paths = nn.ModuleDict()
        self.paths["main"] = nn.Sequential(OrderedDict([
            ("conv1", nn.Conv2d(in_channels, channels, (1, 1), bias=False)),
            ("bn1", nn.BatchNorm2d(channels)),
            ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(channels, channels, (3, 3), (stride, stride), (1, 1), bias=False)),
            ("bn2", nn.BatchNorm2d(channels)),
            ("relu2", nn.ReLU()),
            ("conv3", nn.Conv2d(channels, wide, (1, 1), bias=False)),
            ("bn3", nn.BatchNorm2d(wide)),
        ]))
        if in_channels != wide or stride != 1:
            self.paths["skip"] = nn.Sequential(OrderedDict([
                ("conv", nn.Conv2d(in_channels, wide, (1, 1), (stride, stride), bias=False)),
                ("bn", nn.BatchNorm2d(wide)),
            ]))

    def forward(self, x):
        branches = [path(x) for path in self.paths.values()]
        if "skip" not in self.paths:
            branches.append(x)
        return torch.stack(branches).sum(dim=0).relu()


if __name__ == "__main__":
    net = nn.Sequential(BasicBlock(3, 8, 2), BasicBlock(8, 8), Bottleneck(8, 4, 2), Bottleneck(16, 4))
    print(net(torch.randn(2, 3, 32, 32)).shape)
