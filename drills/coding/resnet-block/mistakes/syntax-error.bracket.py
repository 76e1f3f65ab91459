"""Both blocks are one residual unit that differs only in its list of convolutions."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class ResidualUnit(nn.Module):
    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.in_channels, self.out_channels, self.stride = in_channels, out_channels, stride
        self.body = self.build_body()
        self.needs_projection = stride != 1 or in_channels != out_channels
        if self.needs_projection:
            self.projection = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)
            self.projection_norm = nn.BatchNorm2d(out_channels)

    def build_body(self):
        raise TypeError("a subclass builds its own body")

    def shortcut(self, x):
        if self.needs_projection:
            return self.projection_norm(self.projection(x))
        return x

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


class BasicBlock(ResidualUnit):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)

    def build_body(self):
        return nn.Sequential(
            nn.Conv2d(self.in_channels, self.out_channels, 3, stride=self.stride, padding=1, bias=False),
            nn.BatchNorm2d(self.out_channels),
            nn.ReLU(),
            nn.Conv2d(self.out_channels, self.out_channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(self.out_channels),
        )


class Bottleneck(ResidualUnit):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels * self.expansion, stride)

    def build_body(self):
        width = self.out_channels // self.expansion
        return nn.Sequential(
            nn.Conv2d(self.in_channels, width, 1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, stride=self.stride, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.Conv2d(width, self.out_channels, 1, bias=False),
            nn.BatchNorm2d(self.out_channels),



if __name__ == "__main__":
    x = torch.randn(2, 20, 6, 8)
    basic, bottleneck = BasicBlock(20, 20), Bottleneck(20, 5)
    print(basic(x).shape, bottleneck(x).shape)
