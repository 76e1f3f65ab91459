"""Intersection over union, and the greedy suppression that is built on it."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn


def some_boxes(count, seed):
    """Boxes on both sides of the origin, none of them small."""
    corners = randn(count, 2, seed=seed) * 1.5
    return torch.cat([corners, corners + 1.2 + randn(count, 2, seed=seed + 1).abs()], dim=1)


def row_of_squares(*lefts):
    """Squares with sides of 4 that begin at these places."""
    return torch.tensor([[left, 1.0, left + 4.0, 5.0] for left in lefts])


def plain(value):
    """Indices as a list, however they are returned; floating-point numbers are not indices."""
    if isinstance(value, (list, tuple)):
        return [one.item() if getattr(one, "shape", None) == () else one for one in value]
    if not isinstance(value, torch.Tensor) or value.dim() != 1:
        return value
    return value.tolist() if value.dtype == torch.int64 else {f"a vector of {value.dtype}": value}


def alike(value):
    """Of many boxes with equal scores, any order is told by a note only."""
    if not isinstance(value, list) or not all(type(one) is int for one in value):
        return value
    return [sorted(value), "in order of index" if value == sorted(value) else "in another order"]


def rounded(value):
    """For small boxes, an epsilon in the denominator shows, which the contract allows."""
    return value.round(decimals=3) if isinstance(value, torch.Tensor) else value


A, B = some_boxes(3, seed=1), some_boxes(4, seed=3)
APART = torch.tensor([[0.0, 0.0, 1.0, 1.0], [-3.0, 1.0, -1.0, 2.0]])
ELSEWHERE = torch.tensor(
    [[2.0, 3.0, 4.0, 5.0], [1.0, 0.0, 2.0, 1.0], [1.0, 1.0, 3.0, 2.0], [0.0, -3.0, 1.0, -1.0]]
)
FLAT = torch.tensor([[1.0, 1.0, 1.0, 1.0], [2.0, 0.0, 2.0, 3.0], [0.0, 0.0, 2.0, 2.0]])
MANY, SCORES = some_boxes(9, seed=5), torch.tensor([0.3, 0.8, 0.1, 0.95, 0.5, 0.7, 0.2, 0.6, 0.4])
CHAIN = row_of_squares(4.0, 3.0, 0.0, 1.0, 2.0)  # each overlaps its neighbours by 0.6
CHAINED = torch.tensor([0.5, 0.6, 0.9, 0.8, 0.7])
HALF = torch.tensor([[4.0, 0.0, 6.0, 1.0], [4.0, 0.0, 5.0, 1.0]])  # a box and its left half
FAR = row_of_squares(*(5.0 * place for place in range(40)))


def same(value):
    return value


def overlap(label, *boxes, view=same):
    return Probe(label, boxes, of="iou", stage="iou", view=view)


def kept(label, boxes, scores, view=same, **named):
    return Probe(label, (boxes, scores), named, of="nms", stage="nms", view=view)


QUESTION = functions.question(
    __file__,
    "iou",
    "nms",
    probes=(
        overlap("of 3 and 4 boxes", A, B),
        overlap("of as many boxes on both sides", A, B[:3]),
        overlap("of boxes with themselves", B, B),
        overlap("of boxes that lie apart", APART, ELSEWHERE),
        overlap("of boxes of zero area", FLAT[:2], FLAT),
        overlap("of one box and one box", A[:1], B[1:2]),
        overlap("of no boxes and 4 boxes", A[:0], B),
        overlap("of 3 boxes and no boxes", A, B[:0]),
        overlap("of coordinates between 0 and 1", CHAIN / 20, CHAIN[:2] / 20, view=rounded),
        overlap("of coordinates in the thousands", A * 2e3, B * 2e3),
        kept("for 9 boxes", MANY, SCORES),
        kept("at a threshold of 0.2", MANY, SCORES, iou_threshold=0.2),
        kept("at a threshold of 0.7", MANY, SCORES, iou_threshold=0.7),
        kept("for a row of boxes that overlap", CHAIN, CHAINED),
        kept("for scores below 0 and above 1", CHAIN, CHAINED * 10 - 7),
        kept("for an overlap of exactly 0.5", HALF, SCORES[:2]),
        kept("for three equal scores", row_of_squares(0.0, 1.0, 2.0), torch.full((3,), 0.5)),
        kept("for 40 equal scores", FAR, torch.full((40,), 0.5), view=alike),
        kept("for boxes of zero area", FLAT[[0, 1, 0, 2]], SCORES[:4]),
        kept("for one box", MANY[:1], SCORES[:1]),
        kept("for no boxes", MANY[:0], SCORES[:0]),
        kept("for coordinates in the thousands", MANY * 2e3, SCORES),
    ),
    titles={
        "iou": "The overlaps of boxes are right",
        "nms": "The right boxes are kept, in the right order",
    },
    result=plain,
    gradients=False,
    notes=frozenset({"ties-arbitrary"}),
    names={"unchanged": "inplace-changes-input"},
    off={"a length of one": "A box always has four numbers."},
    forbidden=tuple(
        f"torchvision.ops.{place}{name}"
        for place in ("", "boxes.")
        for name in ("nms", "batched_nms", "box_iou", "box_area")
    ),
)
STAGES = QUESTION.stages
