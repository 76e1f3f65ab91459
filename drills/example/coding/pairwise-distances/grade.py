"""Pairwise distances: a function, called on points of several kinds."""

from grader import functions
from grader.functions import Probe
from grader.numbers import randn

X, Y = randn(3, 5, seed=1), randn(4, 5, seed=2)

QUESTION = functions.question(
    __file__,
    "pairwise_distances",
    probes=(
        Probe("of 3 and 4 points", (X, Y)),
        Probe("of as many points on both sides", (X, Y[:3])),
        Probe("of one point and 4 points", (X[:1], Y)),
        Probe("of points with one coordinate", (X[:, :1], Y[:, :1])),
        Probe("of points far from the origin", (X * 5e3, Y * 5e3)),
    ),
    titles={"values": "The distances are Euclidean, one row for each point of x"},
    forbidden=("torch.cdist", "torch.nn.functional.pairwise_distance", "torch.nn.PairwiseDistance"),
)
STAGES = QUESTION.stages
