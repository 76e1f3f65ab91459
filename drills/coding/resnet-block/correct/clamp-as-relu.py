"""ReLU written as a clamp, a maximum and a mask; a lambda is the identity."""
import torch
import torch.nn as nn


def relu(t):
    return t.clamp(min=0)


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, 1, 1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(out_channels), nn.BatchNorm2d(out_channels)
        same = in_channels == out_channels and stride == 1
        self.match = (lambda t: t) if same else nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 1, stride, 0, bias=False),
            nn.BatchNorm2d(out_channels),
        )

    def forward(self, x):
        h = relu(self.bn1(self.conv1(x)))
        h = self.bn2(self.conv2(h))
        return relu(h.add(self.match(x)))


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        wide = channels << 2
        self.conv1 = nn.Conv2d(in_channels, channels, 1, 1, 0, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, 1, bias=False)
        self.conv3 = nn.Conv2d(channels, wide, 1, 1, 0, bias=False)
        self.bn1, self.bn2, self.bn3 = (nn.BatchNorm2d(c) for c in (channels, channels, wide))
        same = in_channels == wide and stride == 1
        self.match = (lambda t: t) if same else nn.Sequential(
            nn.Conv2d(in_channels, wide, 1, stride, 0, bias=False),
            nn.BatchNorm2d(wide),
        )

    def forward(self, x):
        h = relu(self.bn1(self.conv1(x)))
        h = torch.maximum(self.bn2(self.conv2(h)), torch.zeros_like(h[:1, :, :1, :1]))
        h = self.bn3(self.conv3(h)).add(self.match(x))
        return h * (h > 0)


if __name__ == "__main__":
    x = torch.randn(1, 8, 16, 16)
    print(BasicBlock(8, 8).forward(x).shape)
    print(Bottleneck(8, 2).forward(x).shape)
