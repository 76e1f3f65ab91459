"""The norm and the activation can be chosen; the defaults are the ones asked for."""
from functools import partial

import torch
import torch.nn as nn


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1, norm_layer=None, activation=nn.ReLU):
        super().__init__()
        norm_layer = norm_layer or nn.BatchNorm2d
        conv3x3 = partial(nn.Conv2d, kernel_size=3, padding=1, bias=False)
        self.conv1 = conv3x3(in_channels, out_channels, stride=stride)
        self.norm1 = norm_layer(out_channels)
        self.act1 = activation()
        self.conv2 = conv3x3(out_channels, out_channels)
        self.norm2 = norm_layer(out_channels)
        self.act2 = activation()
        self.downsample = None
        if stride != 1 or in_channels != out_channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),
                norm_layer(out_channels),
            )

    def forward(self, x):
        residual = self.downsample(x) if self.downsample is not None else x
        x = self.act1(self.norm1(self.conv1(x)))
        x = self.norm2(self.conv2(x))
        x = x + residual
        return self.act2(x)


class Bottleneck(nn.Module):
    expansion: int = 4

    def __init__(self, in_channels, channels, stride=1, norm_layer=None, activation=nn.ReLU):
        super().__init__()
        norm_layer = norm_layer or nn.BatchNorm2d
        conv1x1 = partial(nn.Conv2d, kernel_size=1, bias=False)
        out_channels = channels * self.expansion
        self.conv1 = conv1x1(in_channels, channels)
        self.norm1 = norm_layer(channels)
        self.act1 = activation()
        self.conv2 = nn.Conv2d(channels, channels, 3, stride=stride, padding=1, bias=False)
        self.norm2 = norm_layer(channels)
        self.act2 = activation()
        self.conv3 = conv1x1(channels, out_channels)
        self.norm3 = norm_layer(out_channels)
        self.act3 = activation()
        self.downsample = None
        if stride != 1 or in_channels != out_channels:
            self.downsample = nn.Sequential(
                conv1x1(in_channels, out_channels, stride=stride), norm_layer(out_channels)
            )

    def forward(self, x):
        residual = self.downsample(x) if self.downsample is not None else x
        x = self.act1(self.norm1(self.conv1(x)))
        x = self.act2(self.conv2(x))
        x = self.norm3(self.conv3(x))
        x = x + residual
        return self.act3(x)


if __name__ == "__main__":
    x = torch.randn(2, 32, 14, 14)
    print(BasicBlock(32, 32)(x).shape)
    print(Bottleneck(32, 16, norm_layer=partial(nn.BatchNorm2d, eps=1e-3))(x).shape)
