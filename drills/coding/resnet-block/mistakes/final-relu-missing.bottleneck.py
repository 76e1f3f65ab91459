"""Convolutions as modules, everything else as functions."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class NormState(nn.Module):
    """Holds gamma, beta and the running statistics; the block does the arithmetic."""

    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = nn.Parameter(torch.zeros(width))
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("var", torch.ones(width))


def batch_norm(x, state):
    return F.batch_norm(x, state.mean, state.var, state.weight, state.bias, training=state.training)


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__()
        self.conv_in = nn.Conv2d(in_channels, out_channels, 3, stride=stride, padding=1, bias=False)
        self.conv_out = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.conv_skip = None
        self.states = nn.ModuleList([NormState(out_channels), NormState(out_channels)])
        if stride != 1 or in_channels != out_channels:
            self.conv_skip = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)
            self.states.append(NormState(out_channels))

    def forward(self, x):
        out = F.relu(batch_norm(self.conv_in(x), self.states[0]))
        out = batch_norm(self.conv_out(out), self.states[1])
        skip = x
        if self.conv_skip is not None:
            skip = batch_norm(self.conv_skip(x), self.states[2])
        return F.relu(torch.add(out, skip))


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        out_channels = channels * 4
        self.conv_in = nn.Conv2d(in_channels, channels, 1, bias=False)
        self.conv_mid = nn.Conv2d(channels, channels, 3, stride=stride, padding=1, bias=False)
        self.conv_out = nn.Conv2d(channels, out_channels, 1, bias=False)
        self.conv_skip = None
        self.states = nn.ModuleList(NormState(c) for c in (channels, channels, out_channels))
        if stride != 1 or in_channels != out_channels:
            self.conv_skip = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)
            self.states.append(NormState(out_channels))

    def forward(self, x):
        out = F.relu(batch_norm(self.conv_in(x), self.states[0]))
        out = F.relu(batch_norm(self.conv_mid(out), self.states[1]))
        out = batch_norm(self.conv_out(out), self.states[2])
        skip = x
        if self.conv_skip is not None:
            skip = batch_norm(self.conv_skip(x), self.states[3])
        return torch.add(out, skip)


if __name__ == "__main__":
    print(BasicBlock(5, 5)(torch.randn(2, 5, 4, 4)).shape)
    print(Bottleneck(5, 5, 2)(torch.randn(2, 5, 4, 4)).shape)
