"""Pads by hand before each 3x3 convolution, as other frameworks do."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        super().__init__()
        self.pad = nn.ZeroPad2d(1)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride=stride, bias=False)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, bias=False)
        self.norm1 = nn.BatchNorm2d(out_channels, momentum=0.01, eps=1e-3)
        self.norm2 = nn.BatchNorm2d(out_channels, momentum=0.01, eps=1e-3)
        self.project = stride != 1 or in_channels != out_channels
        if self.project:
            self.conv_p = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)
            self.norm_p = nn.BatchNorm2d(out_channels, momentum=0.01, eps=1e-3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        shortcut = x
        x = self.conv1(self.pad(x))
        x = F.relu(self.norm1(x))
        x = self.conv2(self.pad(x))
        x = self.norm2(x)
        if self.project:
            shortcut = self.norm_p(self.conv_p(shortcut))
        shortcut += x
        return F.relu(shortcut)


class Bottleneck(nn.Module):
    expansion: int = 4

    def __init__(self, in_channels: int, channels: int, stride: int = 1) -> None:
        super().__init__()
        out_channels = channels * self.expansion
        self.conv1 = nn.Conv2d(in_channels, channels, 1, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride=stride, bias=False)
        self.conv3 = nn.Conv2d(channels, out_channels, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels, momentum=0.01, eps=1e-3)
        self.norm2 = nn.BatchNorm2d(channels, momentum=0.01, eps=1e-3)
        self.norm3 = nn.BatchNorm2d(out_channels, momentum=0.01, eps=1e-3)
        self.project = stride != 1 or in_channels != out_channels
        if self.project:
            self.conv_p = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)
            self.norm_p = nn.BatchNorm2d(out_channels, momentum=0.01, eps=1e-3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        shortcut = x
        x = F.relu(self.norm1(self.conv1(x)))
        x = F.relu(self.norm2(self.conv2(F.pad(x, (1, 1, 1, 1)))))
        x = self.norm3(self.conv3(x))
        if self.project:
            shortcut = self.norm_p(self.conv_p(shortcut))
        return F.relu(x + shortcut)


if __name__ == "__main__":
    x = torch.randn(2, 8, 15, 15)
    print(BasicBlock(8, 8)(x).shape)
    print(Bottleneck(8, 6, stride=2)(x).shape)
