"""What is seen of k-means: the inertia after each iteration, and the clusters."""

from __future__ import annotations

import types

import torch
from grader.symptoms import Symptom
from torch import Tensor


def symptom(program: types.ModuleType) -> Symptom:
    """Three clouds, from centres that begin in one of them; two centres begin at
    the same point, and a fifth is far from all."""
    clouds = torch.tensor([[0.0, 0.0], [5.0, 1.0], [1.0, 6.0]]).repeat_interleave(30, dim=0)
    points = 0.05 * (clouds + torch.randn(90, 2))
    centers = torch.cat([points[[0, 0, 1, 2]], torch.tensor([[3.0, 3.0]])])

    def inertia(found: Tensor) -> float:
        return torch.cdist(points, found).square().amin(dim=1).mean().item()

    curve = []
    for most in range(1, 16):
        found, labels = program.kmeans(points, centers, max_iters=most)
        curve.append(inertia(found))
    found, labels = program.kmeans(points, centers, max_iters=10_000)
    sizes = torch.bincount(labels, minlength=5)
    return Symptom(
        "ran it on three clouds of points, with two centres at the same point and one far from all",
        {"The mean squared distance to the nearest centre": curve},
        {
            "The mean of all coordinates": points.mean().item(),
            "The distance between the first centre and its start": (
                (found[0] - centers[0]).norm().item()
            ),
            "The size of the largest cluster": int(sizes.max()),
            "The size of the first cluster": int(sizes[0]),
            "The number of clusters without points": int((sizes == 0).sum()),
            "The distance of the farthest centre": found.norm(dim=1).max().item(),
        },
    )
