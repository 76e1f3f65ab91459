from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor


class Neighbours(NamedTuple):
    distances: Tensor
    indices: Tensor


def search(block: Tensor, points: Tensor, k: int) -> Neighbours:
    squared = torch.zeros(len(block), len(points), dtype=block.dtype)
    for d in range(points.shape[1]):
        squared += (block[:, d, None] - points[None, :, d]) ** 2
    values, indices = squared.sort(dim=1, stable=True)
    return Neighbours(values[:, :k].sqrt(), indices[:, :k])


def nearest_neighbours(queries: Tensor, points: Tensor, k: int, block_size: int = 2) -> Neighbours:
    parts = [search(block, points, k) for block in queries.split(block_size)]
    distances = torch.cat([part.distances for part in parts])
    return Neighbours(distances, torch.cat([part.indices for part in parts]))


if __name__ == "__main__":
    result = nearest_neighbours(torch.randn(5, 3), torch.randn(6, 3), 4)
    print(result.distances.shape)
