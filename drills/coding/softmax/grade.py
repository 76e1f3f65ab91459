"""Stable softmax and log-softmax: two functions, judged apart."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.switches import bug


def _axis(x, dim):
    if bug("dim-ignored"):
        return x.dim() - 1
    if bug("dim-ignored.first"):
        return 0
    return 1 if bug("dim-ignored.second") else dim


def _shift(x, dim):
    if bug("max-not-subtracted"):
        return torch.zeros_like(x)
    if bug("global-max"):
        return x.max()
    if bug("shift-wrong"):
        return x.mean(dim, keepdim=True)
    if bug("shift-wrong.minimum"):
        return x.min(dim, keepdim=True).values
    if bug("shift-wrong.magnitude"):
        return x.abs().amax(dim, keepdim=True)
    return x.max(dim, keepdim=not bug("keepdim-missing.maximum")).values


def _total(x, dim):
    if bug("normalised-over-all"):
        return x.sum()
    return x.sum(dim, keepdim=not bug("keepdim-missing"))


def _powers(x, shift, dim):
    """The exponentials, and what a mask can do to them."""
    powers = (x - shift).exp()
    if bug("mask-breaks"):
        powers = powers + 0 * x.masked_fill(x > -torch.inf, 0)
    if bug("mask-breaks.first"):
        powers = powers + 0 * x.narrow(dim, 0, 1)
    return torch.where(x == -torch.inf, torch.nan, powers) if bug("mask-breaks.entry") else powers


def _clamped(x):
    return x.clamp(-50, 50) if bug("scores-clamped") else x


def softmax(x, dim=-1):
    dim, x = _axis(x, dim), _clamped(x)
    powers = _powers(x, _shift(x, dim), dim)
    return powers / _total(powers.nan_to_num(0.0) if bug("mask-breaks.entry") else powers, dim)


def log_softmax(x, dim=-1):
    if bug("log-of-softmax"):
        logs = softmax(x, dim).log()
        return -logs if bug("sign-flipped") else logs
    dim, x = _axis(x, dim), _clamped(x)
    shift = _shift(x, dim)
    total = _total(_powers(x, shift, dim), dim).log()
    logs = (x if bug("max-not-added-back") else x - shift) - total
    return -logs if bug("sign-flipped") else logs


def floor(value):
    """Makes every floor alike: -inf, and whatever number an epsilon or a clamp puts there."""
    if not isinstance(value, torch.Tensor):
        return value
    return torch.where((value.abs() > 20) & (value.abs() < 900), value.sign() * torch.inf, value)


HUGE = torch.tensor([[9e3, -9e3, 3e3, 5e2], [-4e3, -7e3, -1e3, -25e2], [1e2, 22e2, -6e3, 8e3]])
SMALL = randn(3, 4, 5, seed=1)
PROBES = (
    Probe("of a tensor of rank 3", (SMALL,)),
    Probe("along `dim=0`", (SMALL,), {"dim": 0}),
    Probe("along `dim=1`", (SMALL,), {"dim": 1}),
    Probe("along `dim=-2`", (SMALL,), {"dim": -2}),
    Probe("of a square matrix", (randn(4, 4, seed=2),)),
    Probe("of a vector", (randn(6, seed=3),)),
    Probe("of a slice of length one", (randn(3, 1, seed=4),)),
    Probe("of an empty batch", (randn(0, 5, seed=4),), {"dim": 1}),
    Probe("of scores in the thousands", (HUGE,), view=floor),
    Probe("of slices of different levels", (torch.tensor([[0.0, 1.0], [9000.0, 9001.0]]),)),
    Probe("of [0, 0, 3000]", (torch.tensor([0.0, 0.0, 3000.0]),), view=floor),
    Probe("of [1000, 1001]", (torch.tensor([1000.0, 1001.0]),)),
    Probe("of [0, -2000]", (torch.tensor([0.0, -2000.0]),), view=floor),
    Probe("of a slice that begins with a masked score", (torch.tensor([-torch.inf, 1.0, 2.0]),), view=floor),
    Probe("of a masked slice", (torch.tensor([[0.5, -torch.inf, 2.0], [1.0, 2.0, 3.0]]),), view=floor),
)
QUESTION = functions.question(
    softmax,
    log_softmax,
    probes=PROBES,
    bfloat16=True,
    names={"unchanged": "inplace-changes-input", "dtype": "dtype-changed", "gradients": "gradient-cut"},
    forbidden=(
        "torch.softmax",
        "torch.nn.functional.softmax",
        "torch.Tensor.softmax",
        "torch.log_softmax",
        "torch.nn.functional.log_softmax",
        "torch.Tensor.log_softmax",
        "torch.nn.Softmax",
        "torch.nn.LogSoftmax",
        "torch.logsumexp",
        "torch.logaddexp",
        "torch.nn.functional.cross_entropy",
    ),
)
STAGES = QUESTION.stages
