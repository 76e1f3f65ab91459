"""Nearest neighbours: distances and indices, and the work that is done to find them."""

import torch

from grader import functions
from grader.counting import Count
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

POINTS = randn(7, 3, seed=1)
QUERIES = randn(4, 3, seed=2) + 0.5
KNOWN = randn(20, 6, seed=3, dtype=torch.float64) * 1e3
# So near that rounding decides the sign of an expanded square, however it is computed.
NEAR = KNOWN + randn(20, 6, seed=4, dtype=torch.float64) * 1e-6
GRID = torch.cartesian_prod(torch.arange(8.0), torch.arange(6.0)) % 3
CORNERS = torch.tensor([[1.0, 1.0], [0.0, 2.0], [2.0, 1.0]])
TIED = (CORNERS[:, None] - GRID[None]).square().sum(dim=2).sort(dim=1, stable=True)


def both(value):
    """Distances in ascending order, their indices, and whether this was their order."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return value
    distances, indices = value
    if not all(isinstance(one, torch.Tensor) and one.dim() == 2 for one in value):
        return list(value)
    if distances.shape != indices.shape or not torch.is_floating_point(distances):
        return list(value)
    # The expanded form leaves the root of a rounding error where a distance is 0.
    size = distances.detach().abs().nan_to_num(0.0).sum()
    distances = torch.where(distances.abs() < 2e-3 * size / len(distances), 0.0, distances.double())
    if bool((distances.diff(dim=1) >= -1e-6 * size).all()) or bool(distances.isnan().any()):
        return [distances, indices, "ascending"]
    distances, order = distances.sort(dim=1, stable=True)
    return [distances, indices.gather(1, order), "not ascending"]


def not_a_number(value):
    """Which squares are rounded below 0 depends on the machine."""
    unknown = isinstance(value, list) and value[0].isnan().any()
    return "with NaN" if unknown else value


def tied(value):
    """Which of several equal distances comes first is up to the machine, unless it is settled."""
    if not isinstance(value, list) or len(value) != 3 or value[1].shape != TIED[1][:, :9].shape:
        return value
    if torch.equal(value[1], TIED[1][:, :9]):
        return [value[0], "the first of equal points"]
    return [value[0], "other points"]


def work(get, setting, record):
    """Searches among more and more points."""
    counts = []
    for size in (6, 18):
        points = randn(size, 2, seed=4, dtype=setting.dtype)
        with Count() as count:
            get("nearest_neighbours")(points[:2], points, 3)
        counts.append(count.calls)
    record["work"] = "greater" if counts[1] > counts[0] else "the same"


WORK = {"work": "The number of operations on tensors when there are more points"}
QUESTION = functions.question(
    __file__,
    "nearest_neighbours",
    probes=(
        Probe("for 4 queries, 7 points and `k=3`", (QUERIES, POINTS, 3)),
        Probe("for `k=1`", (QUERIES, POINTS, 1)),
        Probe("for as many neighbours as points", (QUERIES, POINTS, 7)),
        Probe("for as many queries as points", (POINTS[:5] + 0.3, POINTS[:5], 2)),
        Probe("for queries beside the points", (NEAR, KNOWN, 20), view=not_a_number),
        Probe("for queries that are points", (POINTS, POINTS, 2)),
        Probe("for ties", (CORNERS, GRID, 9), view=tied),
        Probe("for a single query", (QUERIES[:1], POINTS, 4)),
        Probe("for a single point", (QUERIES, POINTS[:1], 1)),
        Probe("for no query", (QUERIES[:0], POINTS, 2)),
        Probe("for a single feature", (QUERIES[:, :1], POINTS[:, :1], 3)),
        Probe("for coordinates in the thousands", (QUERIES * 3e3, POINTS * 3e3, 3)),
    ),
    scenarios=(Scenario("work", work, WORK, part="nearest_neighbours"),),
    titles={"values": "The distances are Euclidean and sorted, and the indices belong to them"},
    result=both,
    gradients=False,
    notes=frozenset({"ties-arbitrary", "loop-over-pairs"}),
    names={"unchanged": "inputs-modified"},
    forbidden=(
        "torch.cdist",
        "torch.dist",
        "torch.nn.functional.pairwise_distance",
        "torch.nn.PairwiseDistance",
    ),
)
STAGES = QUESTION.stages
