"""In place, but only on results of batch norm; einsum on every stride-th position is the projection."""
import torch
import torch.nn as nn


def project(x, weight, stride):
    return torch.einsum("oi,bihw->bohw", weight, x[:, :, ::stride, ::stride])


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.c1 = nn.Conv2d(in_channels, out_channels, 3, stride=stride, padding=1, bias=False)
        self.b1 = nn.BatchNorm2d(out_channels)
        self.c2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.b2 = nn.BatchNorm2d(out_channels)
        self.stride, self.ws = stride, None
        if in_channels != out_channels or stride != 1:
            self.ws = nn.Parameter(torch.randn(out_channels, in_channels) * in_channels**-0.5)
            self.bs = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        out = self.b1(self.c1(x)).relu_()
        out = self.b2(self.c2(out))
        if self.ws is None:
            out.add_(x)
        else:
            out.add_(self.bs(project(x, self.ws, self.stride)))
        return out.relu_()


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.c1 = nn.Conv2d(in_channels, channels, 1, bias=False)
        self.b1 = nn.BatchNorm2d(channels)
        self.c2 = nn.Conv2d(channels, channels, 3, stride=stride, padding=1, bias=False)
        self.b2 = nn.BatchNorm2d(channels)
        self.c3 = nn.Conv2d(channels, 4 * channels, 1, bias=False)
        self.b3 = nn.BatchNorm2d(4 * channels)
        self.stride, self.ws = stride, None
        if in_channels != 4 * channels or stride != 1:
            self.ws = nn.Parameter(torch.randn(4 * channels, in_channels) * in_channels**-0.5)
            self.bs = nn.BatchNorm2d(4 * channels)

    def forward(self, x):
        out = self.b1(self.c1(x)).relu_()
        out = self.b2(self.c2(out)).relu_()
        out = self.b3(self.c3(out))
        if self.ws is None:
            out.add_(x)
        else:
            out.add_(self.bs(project(x, self.ws, self.stride)))
        return out.relu_()


if __name__ == "__main__":
    x = torch.randn(2, 12, 6, 6, requires_grad=True)
    for block in (BasicBlock(12, 12), Bottleneck(12, 3), Bottleneck(12, 5, stride=2)):
        y = block(x)
        y.sum().backward()
        print(y.shape)
