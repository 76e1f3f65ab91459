"""Changes the memory layout; recomputes the first layers in the backward pass; the last gamma starts at zero."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.checkpoint import checkpoint


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(out_channels)
        self.shortcut = nn.Sequential()
        if stride != 1 or in_channels != out_channels:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),
                nn.BatchNorm2d(out_channels),
            )
        nn.init.zeros_(self.bn2.weight)  # the block starts as its bare shortcut

    def first(self, x):
        return F.relu(self.bn1(self.conv1(x)))

    def forward(self, x):
        x = x.contiguous(memory_format=torch.channels_last)
        out = checkpoint(self.first, x, use_reentrant=False)
        out = self.bn2(self.conv2(out))
        return F.relu(out + self.shortcut(x))


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        out_channels = 4 * channels
        self.conv1 = nn.Conv2d(in_channels, channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.conv3 = nn.Conv2d(channels, out_channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(out_channels)
        self.shortcut = nn.Sequential()
        if stride != 1 or in_channels != out_channels:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),
                nn.BatchNorm2d(out_channels),
            )
        nn.init.zeros_(self.bn3.weight)

    def first(self, x):
        return F.relu(self.bn1(self.conv1(x)))

    def forward(self, x):
        x = x.contiguous(memory_format=torch.channels_last)
        out = checkpoint(self.first, x, use_reentrant=False)
        out = F.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return F.relu(out + self.shortcut(x))


if __name__ == "__main__":
    x = torch.randn(2, 64, 32, 32)
    print(BasicBlock(64, 128, 2)(x).shape)
    print(Bottleneck(64, 32)(x).shape)
