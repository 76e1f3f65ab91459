"""Batch norm is a module of its own, with a gain and a shift of shape (1, C, 1, 1)."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Norm(nn.Module):
    def __init__(self, width, eps=1e-5, momentum=0.1):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(1, width, 1, 1))
        self.beta = nn.Parameter(torch.zeros(1, width, 1, 1))
        self.register_buffer("running_mean", torch.zeros(1, width, 1, 1))
        self.register_buffer("running_var", torch.ones(1, width, 1, 1))
        self.eps, self.momentum = eps, momentum

    def forward(self, x):
        if self.training:
            mean = x.mean(dim=(0, 2, 3), keepdim=True)
            var = x.var(dim=(0, 2, 3), unbiased=False, keepdim=True)
            with torch.no_grad():
                n = x.numel() / x.shape[1]
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * n / (n - 1), self.momentum)
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / torch.sqrt(var + self.eps) + self.beta


def conv(c_in, c_out, k, stride=1):
    return nn.Conv2d(c_in, c_out, k, stride=stride, padding=k // 2, bias=False)


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv1, self.norm1 = conv(in_channels, out_channels, 3, stride), Norm(out_channels)
        self.conv2, self.norm2 = conv(out_channels, out_channels, 3), Norm(out_channels)
        self.shortcut = nn.Identity()
        if stride != 1 or in_channels != out_channels:
            self.shortcut = nn.Sequential(conv(in_channels, out_channels, 1, stride), Norm(out_channels))

    def forward(self, x):
        out = F.relu(self.norm1(self.conv1(x)))
        out = self.norm2(self.conv2(out))
        return F.relu(out + self.shortcut(x))


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        wide = 4 * channels
        self.conv1, self.norm1 = conv(in_channels, channels, 1), Norm(channels)
        self.conv2, self.norm2 = conv(channels, channels, 3, stride), Norm(channels)
        self.conv3, self.norm3 = conv(channels, wide, 1), Norm(wide)
        self.shortcut = nn.Identity()
        if stride != 1 or in_channels != wide:
            self.shortcut = nn.Sequential(conv(in_channels, wide, 1, stride), Norm(wide))

    def forward(self, x):
        out = F.relu(self.norm1(self.conv1(x)))
        out = F.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        return F.relu(out + self.shortcut(x))


if __name__ == "__main__":
    x = torch.randn(4, 6, 8, 8)
    print(BasicBlock(6, 9, 2)(x).shape)
    print(Bottleneck(6, 3)(x).shape)
