import torch
import torch.nn as nn


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        # conv1 = conv 3x3 with stride, bn, relu
        # conv2 = conv 3x3, bn
        # shortcut = conv 1x1 with stride, bn if shapes differ
        pass

    def forward(self, x):
        # y = relu(main(x) + shortcut(x))
        pass


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        # 1x1 -> 3x3 -> 1x1, last one to 4 * channels
        pass

    def forward(self, x):
        pass


if __name__ == "__main__":
    x = torch.randn(2, 16, 8, 8)
    print(x.shape)
