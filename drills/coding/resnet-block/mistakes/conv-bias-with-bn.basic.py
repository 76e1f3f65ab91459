"""Each block starts as its bare shortcut: the last norm's gamma begins at zero."""
import torch
from torch import nn
from torch.nn import functional as F


def init_weights(module):
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.ones_(module.weight)
        nn.init.zeros_(module.bias)


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1, zero_init=True):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(out_channels)
        self.project = stride != 1 or in_channels != out_channels
        if self.project:
            self.conv_s = nn.Conv2d(in_channels, out_channels, 1, stride)
            self.bn_s = nn.BatchNorm2d(out_channels)
        self.apply(init_weights)
        if zero_init:
            nn.init.zeros_(self.bn2.weight)

    def forward(self, x):
        skip = self.bn_s(self.conv_s(x)) if self.project else x
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return F.relu(skip + out)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1, zero_init=True):
        super().__init__()
        out_channels = 4 * channels
        self.conv1 = nn.Conv2d(in_channels, channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.conv3 = nn.Conv2d(channels, out_channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(out_channels)
        self.project = stride != 1 or in_channels != out_channels
        if self.project:
            self.conv_s = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
            self.bn_s = nn.BatchNorm2d(out_channels)
        self.apply(init_weights)
        if zero_init:
            nn.init.zeros_(self.bn3.weight)

    def forward(self, x):
        skip = self.bn_s(self.conv_s(x)) if self.project else x
        out = F.relu(self.bn1(self.conv1(x)))
        out = F.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return F.relu(skip + out)


if __name__ == "__main__":
    x = torch.randn(2, 16, 7, 7)
    block = Bottleneck(16, 4)
    print(block(x).shape)
    print("starts as its shortcut:", torch.equal(block(x), F.relu(x)))
