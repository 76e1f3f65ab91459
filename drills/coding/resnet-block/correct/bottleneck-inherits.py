"""The bottleneck inherits from the basic block; layers are added and found by name; a subclass of batch norm."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Norm(nn.BatchNorm2d):
    pass


class BasicBlock(nn.Module):
    expansion = 1
    kernels = (3, 3)
    strided = 0  # index of the convolution that carries the stride

    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        width, out_channels = out_channels, out_channels * self.expansion
        c = in_channels
        for i, k in enumerate(self.kernels):
            c_next = out_channels if i == len(self.kernels) - 1 else width
            s = stride if i == self.strided else 1
            self.add_module(f"conv{i}", nn.Conv2d(c, c_next, k, s, k // 2, bias=False))
            self.add_module(f"bn{i}", Norm(c_next))
            c = c_next
        if stride != 1 or in_channels != out_channels:
            self.add_module("conv_skip", nn.Conv2d(in_channels, out_channels, 1, stride, bias=False))
            self.add_module("bn_skip", Norm(out_channels))

    def conv_bn(self, name, x):
        return getattr(self, "bn" + name)(getattr(self, "conv" + name)(x))

    def forward(self, x):
        skip = self.conv_bn("_skip", x) if hasattr(self, "conv_skip") else x
        for i in range(len(self.kernels) - 1):
            x = F.relu(self.conv_bn(str(i), x))
        x = self.conv_bn(str(len(self.kernels) - 1), x)
        return F.relu(x + skip)


class Bottleneck(BasicBlock):
    expansion = 4
    kernels = (1, 3, 1)
    strided = 1

    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)


if __name__ == "__main__":
    for block, width in ((BasicBlock, 10), (Bottleneck, 10)):
        out = block(5, width, stride=2)(torch.randn(2, 5, 12, 12))
        print(block.__name__, out.shape)
