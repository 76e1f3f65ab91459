"""One wrapper adds a shortcut to any module; the blocks only describe their main path."""
import torch
import torch.nn as nn


class Residual(nn.Module):
    def __init__(self, fn, shortcut=None):
        super().__init__()
        self.fn = fn
        self.shortcut = shortcut or nn.Identity()

    def forward(self, x):
        return self.fn(x) + self.shortcut(x)


def conv_bn(c_in, c_out, k, stride=1):
    return nn.Conv2d(c_in, c_out, k, stride, padding=k // 2, bias=False), nn.BatchNorm2d(c_out)


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        main = nn.Sequential(
            *conv_bn(in_channels, out_channels, 3, stride),
            nn.ReLU(),
            *conv_bn(out_channels, out_channels, 3),
        )
        project = nn.Sequential(*conv_bn(in_channels, out_channels, 1, stride))
        self.net = nn.Sequential(Residual(main, project), nn.ReLU())

    def forward(self, x):
        return self.net(x)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        out_channels = 4 * channels
        main = nn.Sequential(
            *conv_bn(in_channels, channels, 1),
            nn.ReLU(),
            *conv_bn(channels, channels, 3, stride),
            nn.ReLU(),
            *conv_bn(channels, out_channels, 1),
        )
        project = nn.Sequential(*conv_bn(in_channels, out_channels, 1, stride))
        self.net = nn.Sequential(Residual(main, project), nn.ReLU())

    def forward(self, x):
        return self.net(x)


if __name__ == "__main__":
    stage = nn.Sequential(Bottleneck(10, 5, 2), *[Bottleneck(20, 5) for _ in range(2)])
    print(stage(torch.randn(2, 10, 16, 16)).shape)
    print(BasicBlock(10, 10)(torch.randn(2, 10, 16, 16)).shape)
