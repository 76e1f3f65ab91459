"""Lazy layers find their input channels at the first call."""
import warnings

import torch
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore", message="Lazy modules")


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv1 = nn.LazyConv2d(out_channels, kernel_size=3, padding=1, stride=stride, bias=False)
        self.conv2 = nn.LazyConv2d(out_channels, kernel_size=3, padding=1, bias=False)
        self.bn1 = nn.LazyBatchNorm2d()
        self.bn2 = nn.LazyBatchNorm2d()
        if stride != 1 or in_channels != out_channels:
            self.conv3 = nn.LazyConv2d(out_channels, kernel_size=1, stride=stride, bias=False)
            self.bn3 = nn.LazyBatchNorm2d()
        else:
            self.conv3 = None

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        if self.conv3:
            x = self.bn3(self.conv3(x))
        return F.relu(y + x)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.conv1 = nn.LazyConv2d(channels, kernel_size=1, bias=False)
        self.conv2 = nn.LazyConv2d(channels, kernel_size=3, padding=1, stride=stride, bias=False)
        self.conv3 = nn.LazyConv2d(4 * channels, kernel_size=1, bias=False)
        self.bn1 = nn.LazyBatchNorm2d()
        self.bn2 = nn.LazyBatchNorm2d()
        self.bn3 = nn.LazyBatchNorm2d()
        if stride != 1 or in_channels != 4 * channels:
            self.conv4 = nn.LazyConv2d(4 * channels, kernel_size=1, stride=stride, bias=False)
            self.bn4 = nn.LazyBatchNorm2d()
        else:
            self.conv4 = None

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        if self.conv4:
            x = self.bn4(self.conv4(x))
        return F.relu(y + x)


if __name__ == "__main__":
    blk = BasicBlock(3, 6, stride=2)
    print(blk(torch.randn(4, 3, 6, 6)).shape)
    blk = Bottleneck(3, 6)
    print(blk(torch.randn(4, 3, 6, 6)).shape)
