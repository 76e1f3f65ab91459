import torch
import torch.nn as nn
import torch.nn.functional as F


class Shortcut(nn.Module):
    def __init__(self, c_in, c_out, stride):
        super().__init__()
        self.mix = nn.Conv2d(c_in, c_out, 1, stride, bias=False)
        self.norm = nn.BatchNorm2d(c_out)

    def forward(self, x):
        return self.norm(self.mix(x))


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(True),
            nn.Conv2d(out_channels, out_channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(out_channels),
        )
        self.shortcut = None
        if stride != 1 or in_channels != out_channels:
            self.shortcut = Shortcut(in_channels, out_channels, stride)

    def forward(self, x):
        y = self.layers(x)
        y = y + (self.shortcut(x) if self.shortcut else x)
        return F.relu(y, inplace=True)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(in_channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(True),
            nn.Conv2d(channels, channels, 3, stride, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(True),
            nn.Conv2d(channels, channels * 4, 1, bias=False),
            nn.BatchNorm2d(channels * 4),
        )
        self.shortcut = None
        if stride != 1 or in_channels != channels * 4:
            self.shortcut = Shortcut(in_channels, channels * 4, stride)

    def forward(self, x):
        y = self.layers(x)
        y = y + (self.shortcut(x) if self.shortcut else x)
        y = F.relu(y, inplace=True)
        return F.adaptive_avg_pool2d(y, 1).flatten(1)


if __name__ == "__main__":
    x = torch.randn(2, 6, 9, 7)
    print(BasicBlock(6, 6, stride=2)(x).shape)
    print(Bottleneck(6, 4, stride=3)(x).shape)
