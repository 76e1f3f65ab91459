"""K-means: centres and labels from given starts, and the work that is done to find them."""

import torch

from grader import functions
from grader.counting import Count
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

POINTS = torch.cat([randn(10, 3, seed=102), randn(10, 3, seed=103) + 1.5])
START = POINTS[:4] * 1.1  # settles after five iterations
FAR = torch.cat([START[:2], torch.full((1, 3), 60.0), START[2:]])
# The first centre has no point until the second one has left for the mean of all three.
LINE = torch.tensor([[0.0], [6.0], [20.0]])
LATE = torch.tensor([[-7.0], [5.0]])
HALFWAY = torch.tensor([[1.0], [2.0], [4.0]])
TIED = torch.tensor([[1.0], [3.0]])


def both(value):
    """Centres and labels; the kind of integer is free."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return value
    centers, labels = value
    if isinstance(labels, torch.Tensor) and torch.is_floating_point(labels):
        labels = "floating-point numbers"
    return [centers, labels]


def work(get, setting, record):
    """Allows more and more iterations, of which few are needed."""
    counts = []
    for allowed in (50, 150):
        with Count() as count:
            get("kmeans")(POINTS.to(setting.dtype, copy=True), START.to(setting.dtype, copy=True), allowed)
        counts.append(count.calls)
    record["work"] = "greater" if counts[1] > counts[0] else "the same"


WORK = {"work": "The number of operations on tensors when more iterations are allowed"}
QUESTION = functions.question(
    __file__,
    "kmeans",
    probes=(
        Probe("for 20 points and 4 centres", (POINTS, START)),
        Probe("with `max_iters=1`", (POINTS, START), {"max_iters": 1}),
        Probe("with `max_iters=2`", (POINTS, START), {"max_iters": 2}),
        Probe("with a centre that never has a point", (POINTS, FAR)),
        Probe("with a centre that gets its first point late", (LINE, LATE)),
        Probe("where a point lies halfway", (HALFWAY, TIED)),
        Probe("for as many centres as points", (POINTS[:5], POINTS[5:10])),
        Probe("for more centres than points", (POINTS[:2], START)),
        Probe("for a single centre", (POINTS, START[:1])),
        Probe("for a single point", (POINTS[:1], START)),
        Probe("for points with coordinates in the thousands", (POINTS * 4e3, START * 4e3)),
    ),
    scenarios=(Scenario("work", work, WORK, part="kmeans"),),
    titles={"values": "Centres and labels are those of Lloyd's algorithm"},
    result=both,
    gradients=False,
    notes=frozenset({"convergence-unchecked"}),
    names={"unchanged": "inputs-modified", "chance": "initial-centers-ignored"},
)
STAGES = QUESTION.stages
