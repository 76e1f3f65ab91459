"""Logistic regression: the loss, the parameters after some steps, and the labels."""

from typing import Any

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn

X, W, B = randn(7, 3, seed=1), randn(3, seed=2), torch.tensor(1.5)
Y = torch.tensor([1, 0, 1, 1, 0, 0, 1])
SQUARE = randn(4, 4, seed=3)
ONE = torch.ones(1)
FAR = torch.tensor([[1e4], [-1e4]])
TINY = torch.tensor([[5e-5], [-5e-5]])
NEAR = torch.tensor([[-2.0], [-0.3], [0.2], [0.4], [3.0]])


def plain(value: Any) -> Any:
    """Parameters as (D,) and (), numbers and labels as tensors of floating-point numbers."""
    if isinstance(value, torch.Tensor):
        return value if torch.is_floating_point(value) else value.to(torch.float64)
    if isinstance(value, (tuple, list)) and len(value) == 2:
        weight, bias = plain(value[0]), plain(value[1])
        if isinstance(weight, torch.Tensor) and weight.dim() == 2 and weight.shape[1] == 1:
            weight = weight[:, 0]
        if isinstance(bias, torch.Tensor) and bias.numel() == 1:
            bias = bias.reshape(())
        return [weight, bias]
    if isinstance(value, (int, float)):
        return torch.tensor(float(value))
    return value


def ceiling(value: Any) -> Any:
    """Makes every ceiling of a loss alike, and every overflow."""
    if not isinstance(value, torch.Tensor) or value.dim():
        return value
    size = float(value)
    if size != size or abs(size) == float("inf"):
        return "not finite"
    return "capped" if 4 < size < 1000 else torch.tensor(0.0) if abs(size) < 1e-3 else value


def loss(label, w, b, x, y, *l2, **more):
    return Probe(label, (w, b, x, y, *l2), of="logistic_loss", stage="loss", **more)


def fitted(label, x, y, **options):
    return Probe(label, (x, y), options, of="fit", stage="fit")


def labels(label, w, b, x):
    return Probe(label, (w, b, x), of="predict", stage="labels")


QUESTION = functions.question(
    __file__,
    "logistic_loss",
    "fit",
    "predict",
    probes=(
        loss("without a penalty", W, B, X, Y),
        loss("with `l2=0.3`", W, B, X, Y, 0.3),
        loss("for Boolean targets", W, B, X, Y.bool()),
        loss("for floating-point targets", W, B, X, Y.double()),
        loss("for as many samples as features", W[:1].repeat(4), B, SQUARE, Y[:4], 0.1),
        loss("for a single sample", W, B, X[:1], Y[:1]),
        loss("for a single feature", W[:1], B, X[:, :1], Y, 2.0),
        loss("for wrong labels at logits of 10,000", ONE, B * 0, FAR, Y[1:3], view=ceiling),
        loss("for right labels at logits of 10,000", ONE, B * 0, FAR, Y[:2], view=ceiling),
        fitted("with `steps=0`", X, Y, steps=0),
        fitted("with `steps=1`", X, Y, steps=1),
        fitted("with `steps=2` and `lr=0.5`", X, Y, lr=0.5, steps=2),
        fitted("with the defaults", X, Y),
        fitted("with `l2=0.3`", X, Y, lr=0.5, steps=4, l2=0.3),
        fitted("for Boolean targets", X, Y.bool(), steps=3),
        fitted("for as many samples as features", SQUARE, Y[:4], steps=3),
        fitted("for a single sample", X[:1], Y[:1], steps=3, l2=0.3),
        fitted("for a single feature", X[:, :1], Y, steps=3),
        fitted("for features in the thousands", X * 4e3, Y, steps=3),
        fitted("for tiny features, whose gradient is tiny", TINY, Y[:2], steps=40),
        labels("for 7 samples", W, B, X),
        labels("for logits near 0", ONE, B * 0, NEAR),
        labels("for a single sample", W, B, X[:1]),
        labels("for logits of 10,000", ONE, B, FAR),
    ),
    titles={
        "loss": "The loss is right, also for large logits",
        "fit": "The parameters are right after any number of steps",
        "labels": "The labels are right",
    },
    result=plain,
    gradients=False,
    forbidden=(
        "torch.nn.functional.binary_cross_entropy",
        "torch.nn.functional.binary_cross_entropy_with_logits",
        "torch.nn.functional.soft_margin_loss",
        "torch.nn.BCELoss",
        "torch.nn.BCEWithLogitsLoss",
        "torch.nn.SoftMarginLoss",
        "torch.nn.Linear",
        "torch.optim.SGD",
        "torch.optim.LBFGS",
        "torch.optim.Adam",
    ),
)
STAGES = QUESTION.stages
