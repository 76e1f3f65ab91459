"""Gains and biases are found by what they do, in whatever form a module stores them."""

import unittest

import torch
from torch import nn

from grader import gains
from grader.numbers import randn

SIZE = 5
X = randn(3, SIZE, seed=1, dtype=torch.float32)


def normalised(x):
    return x / x.pow(2).mean(-1, keepdim=True).sqrt()


class Plain(nn.Module):
    def __init__(self, gain=1.0, bias=0.0):
        super().__init__()
        self.gain = nn.Parameter(torch.full((SIZE,), gain))
        self.bias = nn.Parameter(torch.full((SIZE,), bias))

    def forward(self, x):
        return normalised(x) * self.gain + self.bias


class Difference(nn.Module):
    def __init__(self):
        super().__init__()
        self.shift = nn.Parameter(torch.zeros(1, SIZE))
        self.scale = nn.Parameter(torch.zeros(1, SIZE))

    def forward(self, x):
        return normalised(x) * (1 + self.scale) + self.shift


class Joint(nn.Module):
    def __init__(self):
        super().__init__()
        self.both = nn.Parameter(torch.stack([torch.zeros(SIZE), torch.ones(SIZE)]))

    def forward(self, x):
        return normalised(x) * self.both[1] + self.both[0]


class Short(nn.Module):
    """Vectors of one number: only their sign tells a gain from a bias."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return normalised(x) * (1 + self.scale)


class Raising(Plain):
    def forward(self, x):
        raise ValueError("no forward pass")


def varied(module):
    gains.vary(module, X, module)
    return module


class Gains(unittest.TestCase):
    def test_modules_that_store_them_differently_compute_the_same(self):
        with torch.no_grad():
            wanted = varied(Plain())(X)
            self.assertFalse(torch.allclose(wanted, normalised(X)))
            for module in (Difference(), Joint(), Plain(gain=0.0, bias=3.0)):
                torch.testing.assert_close(varied(module)(X), wanted)

    def test_a_vector_of_one_number_has_a_gain_too(self):
        x, short = X[:, :1], Short()
        gains.vary(short, x, short)
        gain = nn.Parameter(torch.ones(1))
        plain = nn.Module()
        plain.gain = gain
        gains.vary(plain, x, lambda x: normalised(x) * gain)
        torch.testing.assert_close(1 + short.scale, gain)

    def test_what_they_begin_as_decides_where_the_module_raises(self):
        wanted, found = varied(Plain()), varied(Raising())
        torch.testing.assert_close(found.gain, wanted.gain)
        torch.testing.assert_close(found.bias, wanted.bias)


if __name__ == "__main__":
    unittest.main()
