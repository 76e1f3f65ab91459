"""Loops over lists of convolutions and norms; an empty list is the identity."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.convs = nn.ModuleList([
            nn.Conv2d(in_channels, out_channels, 3, stride=stride, padding=1, bias=False),
            nn.Conv2d(out_channels, out_channels, 3, stride=1, padding=1, bias=False),
        ])
        self.norms = nn.ModuleList(nn.BatchNorm2d(out_channels) for _ in range(2))
        self.shortcut = nn.ModuleList()
        if stride != 1 or in_channels != out_channels:
            self.shortcut.append(nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False))
            self.shortcut.append(nn.BatchNorm2d(out_channels))

    def forward(self, x):
        h = x
        last = len(self.convs) - 1
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            h = norm(conv(h))
            if i < last:
                h = F.relu(h)
        for layer in self.shortcut:
            x = layer(x)
        return F.relu(h + x)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        widths = [in_channels, channels, channels, 4 * channels]
        self.convs = nn.ModuleList()
        self.norms = nn.ModuleList()
        for i, kernel in enumerate([1, 3, 1]):
            self.convs.append(
                nn.Conv2d(
                    widths[i],
                    widths[i + 1],
                    kernel,
                    stride=stride if kernel == 3 else 1,
                    padding=kernel // 2,
                    bias=False,
                )
            )
            self.norms.append(nn.BatchNorm2d(widths[i + 1]))
        self.shortcut = nn.ModuleList()
        if stride != 1 or in_channels != 4 * channels:
            self.shortcut.append(nn.Conv2d(in_channels, 4 * channels, 1, stride=stride, bias=False))
            self.shortcut.append(nn.BatchNorm2d(4 * channels))

    def forward(self, x):
        h = x
        last = len(self.convs) - 1
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            h = norm(conv(h))
            if i < last:
                h = F.relu(h)
        for layer in self.shortcut:
            x = layer(x)
        return F.relu(h + x)


if __name__ == "__main__":
    torch.manual_seed(1)
    block = Bottleneck(6, 2, stride=2)
    out = block(torch.randn(2, 6, 11, 11))
    print(out.shape)
    print(BasicBlock(6, 6)(torch.randn(2, 6, 11, 11)).shape)
