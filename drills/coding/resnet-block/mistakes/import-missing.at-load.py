import torch


def make_layers(spec, relu_at_end=False):
    """spec: list of (in, out, kernel, stride). Conv-BN pairs with ReLU between them, as one Sequential."""
    layers = []
    for n, (c_in, c_out, k, s) in enumerate(spec):
        layers.append(nn.Conv2d(c_in, c_out, k, stride=s, padding=(k - 1) // 2, bias=False))
        layers.append(nn.BatchNorm2d(c_out))
        if relu_at_end or n < len(spec) - 1:
            layers.append(nn.ReLU(inplace=True))
    return nn.Sequential(*layers)


def make_shortcut(c_in, c_out, s):
    if c_in == c_out and s == 1:
        return None
    return make_layers([(c_in, c_out, 1, s)])


def residual(main, shortcut, x):
    skip = x if shortcut is None else shortcut(x)
    return torch.relu(main(x) + skip)


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.main = make_layers([
            (in_channels, out_channels, 3, stride),
            (out_channels, out_channels, 3, 1),
        ])
        self.shortcut = make_shortcut(in_channels, out_channels, stride)

    def forward(self, x):
        return residual(self.main, self.shortcut, x)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.main = make_layers([
            (in_channels, channels, 1, 1),
            (channels, channels, 3, stride),
            (channels, channels * 4, 1, 1),
        ])
        self.shortcut = make_shortcut(in_channels, channels * 4, stride)

    def forward(self, x):
        return residual(self.main, self.shortcut, x)


if __name__ == "__main__":
    print(BasicBlock(3, 5, 2)(torch.randn(2, 3, 7, 7)).shape)
    print(Bottleneck(3, 5, 2)(torch.randn(2, 3, 7, 7)).shape)
