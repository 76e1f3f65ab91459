"""Weights carried into a module of two parts: a mark without one part shows the other's roles."""

import unittest

import torch
from grader import carry
from grader.carry import Mark
from grader.numbers import randn
from torch import Tensor, nn

SIZE, NARROW, WIDE = 4, 5, 6


def is_wide(matrix: Tensor) -> bool:
    return WIDE in matrix.shape


def is_narrow(matrix: Tensor) -> bool:
    return NARROW in matrix.shape


class Linears(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.narrow = nn.Sequential(nn.Linear(SIZE, NARROW), nn.Linear(NARROW, SIZE))
        self.wide = nn.Sequential(nn.Linear(SIZE, WIDE), nn.Linear(WIDE, SIZE))

    def forward(self, x: Tensor) -> Tensor:
        return self.narrow(x) + self.wide(x)


class Products(nn.Module):
    """The same with matrices that stand the other way round, in another order."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(WIDE, SIZE))
        self.up = nn.Parameter(torch.randn(SIZE, WIDE))
        self.first = nn.Parameter(torch.randn(SIZE, NARROW))
        self.second = nn.Parameter(torch.randn(NARROW, SIZE))

    def forward(self, x: Tensor) -> Tensor:
        return x @ self.up @ self.down + x @ self.first @ self.second


def half(seed: int) -> Tensor:
    """(1, 3, SIZE), zero in all features but the first two."""
    return randn(1, 3, SIZE, seed=seed) * torch.tensor([1.0, 1.0, 0.0, 0.0])


MARKS = (
    Mark((half(1),), ((0, 2),), without=is_wide),
    Mark((randn(1, 3, SIZE, seed=2),), ((0, 2),), pulled=True, without=is_wide),
    Mark((half(1),), ((0, 2),), without=is_narrow),
    Mark((randn(1, 3, SIZE, seed=2),), ((0, 2),), pulled=True, without=is_narrow, centred=True),
)


def carried(module: nn.Module) -> carry.Roles:
    roles = carry.find(module, MARKS, lambda mark: module(*mark.arguments))
    carry.put(next(iter(roles.arrangements(()))))
    return roles


class TwoParts(unittest.TestCase):
    def test_have_roles_of_their_own_whatever_the_layout(self) -> None:
        linears, products = Linears(), Products()
        roles = [carried(module).slots.keys() for module in (linears, products)]
        self.assertEqual(len(roles[0]), 4)
        self.assertEqual(*roles)
        x = randn(2, 3, SIZE, seed=3)
        torch.testing.assert_close(linears(x), products(x))

    def test_keep_what_a_mark_goes_without(self) -> None:
        module = Linears()
        carry.find(module, MARKS, lambda mark: module(*mark.arguments))
        for name, matrix in module.named_parameters():
            self.assertEqual(bool(matrix.any()), name.endswith("weight"), name)

    def test_write_features_of_mean_0_where_they_are_centred(self) -> None:
        module = Linears()
        carried(module)
        x = randn(2, 3, SIZE, seed=3)
        self.assertLess(float(module.wide(x).detach().mean(-1).abs().max()), 1e-6)
        self.assertGreater(float(module.narrow(x).detach().mean(-1).abs().max()), 1e-3)


if __name__ == "__main__":
    unittest.main()
