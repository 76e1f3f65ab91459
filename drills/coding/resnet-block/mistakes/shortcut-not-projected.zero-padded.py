import torch
from torch import nn
import torch.nn.functional as F


def match(x, like):
    """Subsample x and pad its channels with zeros until it fits."""
    if x.shape == like.shape:
        return x
    stride = -(-x.shape[-1] // like.shape[-1])
    x = x[:, :like.shape[1], ::stride, ::stride]
    return F.pad(x, (0, 0, 0, 0, 0, like.shape[1] - x.shape[1]))


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
        return F.relu(out + match(x, out))


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
        return F.relu(out + match(x, out))


if __name__ == "__main__":
    x = torch.randn(2, 16, 8, 8)
    print(BasicBlock(16, 24, stride=2)(x).shape)
    print(Bottleneck(16, 4)(x).shape)
