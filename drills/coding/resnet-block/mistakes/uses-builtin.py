import torch
import torch.nn as nn
from torchvision.models import resnet


def downsample(in_channels, out_channels, stride):
    if stride == 1 and in_channels == out_channels:
        return None
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),
        nn.BatchNorm2d(out_channels),
    )


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.block = resnet.BasicBlock(
            in_channels, out_channels, stride, downsample(in_channels, out_channels, stride)
        )

    def forward(self, x):
        return self.block(x)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.block = resnet.Bottleneck(
            in_channels, channels, stride, downsample(in_channels, 4 * channels, stride)
        )

    def forward(self, x):
        return self.block(x)


if __name__ == "__main__":
    x = torch.randn(2, 64, 14, 14)
    print(BasicBlock(64, 128, stride=2)(x).shape)
    print(Bottleneck(64, 32, stride=2)(x).shape)
