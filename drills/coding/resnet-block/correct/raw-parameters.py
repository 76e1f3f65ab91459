"""Functional convolutions and norms on parameters that the block owns; one convolution by unfold."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.stride = stride
        self.w1 = nn.Parameter(torch.empty(out_channels, in_channels, 3, 3))
        self.w2 = nn.Parameter(torch.empty(out_channels, out_channels, 3, 3))
        self.add_norm("1", out_channels)
        self.add_norm("2", out_channels)
        self.ws = None
        if stride != 1 or in_channels != out_channels:
            self.ws = nn.Parameter(torch.empty(out_channels, in_channels, 1, 1))
            self.add_norm("s", out_channels)
        for w in (self.w1, self.w2, self.ws):
            if w is not None:
                nn.init.normal_(w, std=math.sqrt(2.0 / w[0].numel()))

    def add_norm(self, name, width):
        setattr(self, "gamma" + name, nn.Parameter(torch.ones(width)))
        setattr(self, "beta" + name, nn.Parameter(torch.zeros(width)))
        self.register_buffer("mean" + name, torch.zeros(width))
        self.register_buffer("var" + name, torch.ones(width))

    def norm(self, name, x):
        return F.batch_norm(
            x,
            getattr(self, "mean" + name),
            getattr(self, "var" + name),
            weight=getattr(self, "gamma" + name),
            bias=getattr(self, "beta" + name),
            training=self.training,
        )

    def forward(self, x):
        h = F.relu(self.norm("1", F.conv2d(x, self.w1, stride=self.stride, padding=1)))
        columns = F.unfold(h, 3, padding=1)
        h = self.norm("2", (self.w2.flatten(1) @ columns).view(h.shape))
        if self.ws is not None:
            x = self.norm("s", F.conv2d(x, self.ws, stride=self.stride))
        return F.relu(h + x)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.stride = stride
        out_channels = 4 * channels
        self.w1 = nn.Parameter(torch.empty(channels, in_channels, 1, 1))
        self.w2 = nn.Parameter(torch.empty(channels, channels, 3, 3))
        self.w3 = nn.Parameter(torch.empty(out_channels, channels, 1, 1))
        self.add_norm("1", channels)
        self.add_norm("2", channels)
        self.add_norm("3", out_channels)
        self.ws = None
        if stride != 1 or in_channels != out_channels:
            self.ws = nn.Parameter(torch.empty(out_channels, in_channels, 1, 1))
            self.add_norm("s", out_channels)
        for w in (self.w1, self.w2, self.w3, self.ws):
            if w is not None:
                nn.init.normal_(w, std=math.sqrt(2.0 / w[0].numel()))

    add_norm = BasicBlock.add_norm
    norm = BasicBlock.norm

    def forward(self, x):
        h = F.relu(self.norm("1", F.conv2d(x, self.w1)))
        h = F.relu(self.norm("2", F.conv2d(h, self.w2, stride=self.stride, padding=1)))
        h = self.norm("3", F.conv2d(h, self.w3))
        if self.ws is not None:
            x = self.norm("s", F.conv2d(x, self.ws, stride=self.stride))
        return F.relu(h + x)


if __name__ == "__main__":
    x = torch.randn(3, 4, 5, 5)
    print(BasicBlock(4, 7)(x).shape)
    print(Bottleneck(4, 3, stride=2)(x).shape)
