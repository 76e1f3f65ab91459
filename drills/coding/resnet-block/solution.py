"""ResNet blocks: the basic block and the bottleneck, post-activation (He et al. 2015)."""

import torch
import torch.nn as nn
import torch.nn.functional as F


def conv_bn(in_channels, out_channels, kernel_size, stride=1):
    """Convolution and batch norm. Padding (k - 1) / 2 keeps the size at stride 1; BN makes a bias redundant."""
    return nn.Sequential(
        nn.Conv2d(
            in_channels,
            out_channels,
            kernel_size,
            stride=stride,
            padding=(kernel_size - 1) // 2,
            bias=False,
        ),
        nn.BatchNorm2d(out_channels),
    )


def make_shortcut(in_channels, out_channels, stride):
    """Identity where the shapes agree, else a projection: 1x1 convolution with BN and no activation."""
    if stride == 1 and in_channels == out_channels:
        return nn.Identity()
    return conv_bn(in_channels, out_channels, 1, stride)


class BasicBlock(nn.Module):
    """Two 3x3 convolutions. (B, in_channels, H, W) to (B, out_channels, ceil(H / stride), ceil(W / stride))."""

    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv1 = conv_bn(in_channels, out_channels, 3, stride)
        self.conv2 = conv_bn(out_channels, out_channels, 3)
        self.shortcut = make_shortcut(in_channels, out_channels, stride)

    def forward(self, x):
        out = F.relu(self.conv1(x))
        out = self.conv2(out)  # no ReLU here: the residual must be able to be negative
        return F.relu(out + self.shortcut(x))


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1. (B, in_channels, H, W) to (B, 4 * channels, ceil(H / stride), ceil(W / stride))."""

    expansion = 4

    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        out_channels = self.expansion * channels
        self.reduce = conv_bn(in_channels, channels, 1)
        # Stride on the 3x3 (v1.5): on the first 1x1 it would skip three positions out of four.
        self.conv = conv_bn(channels, channels, 3, stride)
        self.expand = conv_bn(channels, out_channels, 1)
        self.shortcut = make_shortcut(in_channels, out_channels, stride)

    def forward(self, x):
        out = F.relu(self.reduce(x))
        out = F.relu(self.conv(out))
        out = self.expand(out)
        return F.relu(out + self.shortcut(x))


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 64, 14, 14)

    output = BasicBlock(64, 128, stride=2)(x)
    print(output.shape)  # (2, 128, 7, 7)

    output = Bottleneck(64, 32, stride=2)(x)
    print(output.shape)  # (2, 128, 7, 7)

    # Shapes agree: the shortcut is the identity and adds no parameters.
    block = BasicBlock(64, 64)
    print(block(x).shape, sum(p.numel() for p in block.parameters()))
