import torch
from torch import nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(),
            nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
        )

    def forward(self, x):
        out = self.block(x)
        if x.shape != out.shape:
            x = F.adaptive_avg_pool2d(x, out.shape[-2:]).mean(dim=1, keepdim=True)
        return F.relu(out + x)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(in_channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, 4 * channels, 1, bias=False),
            nn.BatchNorm2d(4 * channels),
        )

    def forward(self, x):
        out = self.block(x)
        if x.shape != out.shape:
            x = F.adaptive_avg_pool2d(x, out.shape[-2:]).mean(dim=1, keepdim=True)
        return F.relu(out + x)


if __name__ == "__main__":
    x = torch.randn(2, 16, 8, 8)
    print(BasicBlock(16, 24, stride=2)(x).shape)
    print(Bottleneck(16, 4)(x).shape)
