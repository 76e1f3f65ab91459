import torch
from torch import nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv_a = nn.Conv2d(in_channels, out_channels, 3, stride, 1)
        self.norm_a = nn.BatchNorm2d(out_channels)
        self.conv_b = nn.Conv2d(out_channels, out_channels, 3, 1, 1)
        self.norm_b = nn.BatchNorm2d(out_channels)

        # an empty Sequential returns its input
        self.skip = nn.Sequential()
        if stride > 1 or in_channels != out_channels:
            self.skip = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, 1, stride),
                nn.BatchNorm2d(out_channels),
            )

    def forward(self, x):
        y = F.relu(self.norm_a(self.conv_a(x)))
        y = self.norm_b(self.conv_b(y))
        y = y + self.skip(x)
        return F.relu(y)


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.conv_a = nn.Conv2d(in_channels, channels, 1)
        self.norm_a = nn.BatchNorm2d(channels)
        self.conv_b = nn.Conv2d(channels, channels, 3, stride, 1)
        self.norm_b = nn.BatchNorm2d(channels)
        self.conv_c = nn.Conv2d(channels, self.expansion * channels, 1)
        self.norm_c = nn.BatchNorm2d(self.expansion * channels)

        self.skip = nn.Sequential()
        if stride > 1 or in_channels != self.expansion * channels:
            self.skip = nn.Sequential(
                nn.Conv2d(in_channels, self.expansion * channels, 1, stride),
                nn.BatchNorm2d(self.expansion * channels),
            )

    def forward(self, x):
        y = F.relu(self.norm_a(self.conv_a(x)))
        y = F.relu(self.norm_b(self.conv_b(y)))
        y = self.norm_c(self.conv_c(y))
        y = y + self.skip(x)
        return F.relu(y)


if __name__ == "__main__":
    images = torch.randn(4, 8, 10, 10)
    for block in (BasicBlock(8, 8), BasicBlock(8, 12, 2), Bottleneck(8, 2), Bottleneck(8, 4, 2)):
        print(type(block).__name__, tuple(images.shape), "->", tuple(block(images).shape))
    print(block(images).shape)
