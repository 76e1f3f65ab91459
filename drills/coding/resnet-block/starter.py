"""ResNet blocks: the basic block and the bottleneck, post-activation (He et al. 2015)."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    """Two 3x3 convolutions with a shortcut around them."""

    def __init__(self, in_channels, out_channels, stride=1):
        """
        in_channels:  channels of the input
        out_channels: channels of the output
        stride:       the output's height and width are the input's divided by this, rounded up
        """
        super().__init__()
        # Write from here: the layers of the main path and, where it is needed, of the shortcut.
        raise NotImplementedError

    def forward(self, x):
        """x: (B, in_channels, H, W); returns (B, out_channels, ceil(H / stride), ceil(W / stride))."""
        raise NotImplementedError


class Bottleneck(nn.Module):
    """1x1, 3x3 and 1x1 convolutions with a shortcut around them."""

    def __init__(self, in_channels, channels, stride=1):
        """
        in_channels: channels of the input
        channels:    channels inside the block; the output has 4 * channels
        stride:      the output's height and width are the input's divided by this, rounded up
        """
        super().__init__()
        raise NotImplementedError

    def forward(self, x):
        """x: (B, in_channels, H, W); returns (B, 4 * channels, ceil(H / stride), ceil(W / stride))."""
        raise NotImplementedError


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.randn(2, 64, 14, 14)

    output = BasicBlock(64, 128, stride=2)(x)
    print(output.shape)

    output = Bottleneck(64, 32, stride=2)(x)
    print(output.shape)
