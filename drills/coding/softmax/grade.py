"""Stable softmax and log-softmax: two functions, judged apart."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn


def floor(value):
    """Makes every floor alike: -inf, and whatever number an epsilon or a clamp puts there."""
    if not isinstance(value, torch.Tensor):
        return value
    return torch.where((value.abs() > 20) & (value.abs() < 900), value.sign() * torch.inf, value)


MASKED = torch.tensor([[0.5, -torch.inf, 2.0], [1.0, 2.0, 3.0]])
FIRST_MASKED = torch.tensor([-torch.inf, 1.0, 2.0])
HUGE = torch.tensor([[9e3, -9e3, 3e3, 5e2], [-4e3, -7e3, -1e3, -25e2], [1e2, 22e2, -6e3, 8e3]])
SMALL = randn(3, 4, 5, seed=1)
PROBES = (
    Probe("of a tensor of rank 3", (SMALL,)),
    *(Probe(f"along `dim={dim}`", (SMALL,), {"dim": dim}) for dim in (0, 1, -2)),
    Probe("of a square matrix", (randn(4, 4, seed=2),)),
    Probe("of a vector", (randn(6, seed=3),)),
    Probe("of a slice of length one", (randn(3, 1, seed=4),)),
    Probe("of a batch of one", (randn(1, 5, seed=5),)),
    Probe("of an empty batch", (randn(0, 5, seed=4),), {"dim": 1}),
    Probe("of scores in the thousands", (HUGE,), view=floor),
    Probe("of slices of different levels", (torch.tensor([[0.0, 1.0], [9000.0, 9001.0]]),)),
    Probe("of [0, 0, 3000]", (torch.tensor([0.0, 0.0, 3000.0]),), view=floor),
    Probe("of [1000, 1001]", (torch.tensor([1000.0, 1001.0]),)),
    Probe("of [0, -2000]", (torch.tensor([0.0, -2000.0]),), view=floor),
    Probe("of a slice that begins with a masked score", (FIRST_MASKED,), view=floor),
    Probe("of a masked slice", (MASKED,), view=floor),
)
HOMES = ("torch", "torch.nn.functional", "torch.Tensor")
QUESTION = functions.question(
    __file__,
    "softmax",
    "log_softmax",
    probes=PROBES,
    bfloat16=True,
    names={
        "unchanged": "inplace-changes-input",
        "dtype": "dtype-changed",
        "gradients": "gradient-cut",
    },
    forbidden=(
        *(f"{home}.{name}" for home in HOMES for name in ("softmax", "log_softmax")),
        "torch.nn.Softmax",
        "torch.nn.LogSoftmax",
        "torch.logsumexp",
        "torch.logaddexp",
        "torch.nn.functional.cross_entropy",
    ),
)
STAGES = QUESTION.stages
