import torch
import torch.nn as nn
import torchvision


def project(c_in, c_out, stride):
    same = stride == 1 and c_in == c_out
    return None if same else nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))


class BasicBlock(torchvision.models.resnet.BasicBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride, project(in_channels, out_channels, stride))


class Bottleneck(torchvision.models.resnet.Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride, project(in_channels, 4 * channels, stride))


if __name__ == "__main__":
    out = Bottleneck(16, 8, stride=2)(torch.randn(1, 16, 8, 8))
    print(out.shape)
