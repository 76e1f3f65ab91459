"""A module for padding, convolution and norm carries the activation as an option; other momentum and epsilon."""
import torch
import torch.nn as nn


class ConvBN(nn.Module):
    def __init__(self, c_in, c_out, k, s=1, act=True):
        super().__init__()
        self.pad = nn.ZeroPad2d(k // 2)
        self.conv = nn.Conv2d(c_in, c_out, k, s, bias=False)
        self.bn = nn.BatchNorm2d(c_out, momentum=0.01, eps=1e-3)
        self.act = nn.ReLU() if act else nn.Identity()

    def forward(self, x):
        return self.act(self.bn(self.conv(self.pad(x))))


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.cv1 = ConvBN(in_channels, out_channels, 3, stride)
        self.cv2 = ConvBN(out_channels, out_channels, 3, act=False)
        self.proj = (
            nn.Identity()
            if stride == 1 and in_channels == out_channels
            else ConvBN(in_channels, out_channels, 1, stride, act=False)
        )
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(self.proj(x) + self.cv2(self.cv1(x)))


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        c_out = 4 * channels
        self.cv1 = ConvBN(in_channels, channels, 1)
        self.cv2 = ConvBN(channels, channels, 3, stride)
        self.cv3 = ConvBN(channels, c_out, 1, act=False)
        self.proj = (
            nn.Identity()
            if stride == 1 and in_channels == c_out
            else ConvBN(in_channels, c_out, 1, stride, act=False)
        )
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(self.proj(x) + self.cv3(self.cv2(self.cv1(x))))


if __name__ == "__main__":
    x = torch.rand(1, 12, 9, 9)
    y = BasicBlock(12, 24, stride=2)(x)
    z = Bottleneck(24, 6)(y)
    print(y.shape, z.shape)
