"""A learning-rate schedule: pieces of its curve, and the corners between them."""

import re

import torch

from grader import functions
from grader.functions import Probe


def curve(schedule, steps, *shape):
    """The rates at several steps, in units of the peak."""
    peak = float(shape[0]) or 1.0
    rates = [schedule(step, *shape) for step in steps]
    for rate in rates:
        if not isinstance(rate, (int, float, torch.Tensor)):
            raise TypeError(f"`learning_rate` must return a float, not {type(rate).__name__}")
    return [float(rate) / peak for rate in rates]


def probe(label, steps, max_lr=0.5, min_lr=0.1, warmup_steps=4, total_steps=13):
    return Probe(label, (tuple(steps), max_lr, min_lr, warmup_steps, total_steps), drive=curve)


QUESTION = functions.question(
    __file__,
    "learning_rate",
    probes=(
        probe("at step 0", [0]),
        probe("during the warm-up", range(1, 4)),
        probe("at the end of the warm-up", [4]),
        probe("during the decay", range(5, 13)),
        probe("at the last step", [13]),
        probe("after the end", [14, 17, 22, 40, 1000]),
        probe("without a warm-up", range(0, 13), warmup_steps=0),
        probe("for a warm-up of one step", range(0, 4), warmup_steps=1),
        probe("with a floor of 0", range(0, 16), min_lr=0.0),
        probe("where the floor is the peak", range(0, 16), min_lr=0.5),
        probe("for a single step of decay", range(10, 16), warmup_steps=12),
        probe("for rates that are whole numbers", range(0, 16), 3, 1),
        probe("over 100,000 steps", [0, 500, 2000, 51000, 99999], 6e-4, 6e-5, 2000, 100_000),
    ),
    titles={"values": "Warm-up, decay and floor have the right values and meet at the corners"},
    result=lambda rates: rates,
    gradients=False,
    prints=lambda text, shapes: re.search(r"\d", text) is not None,
    no_print="Running the file prints no rates.",
    forbidden=("torch.optim.lr_scheduler",),
)
STAGES = QUESTION.stages
