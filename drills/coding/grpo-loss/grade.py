"""GRPO: advantages within groups, the loss of masked tokens, and its gradient."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

REWARDS = randn(9, seed=1) + 0.5
OLD = -randn(6, 5, seed=2).abs() - 0.3
NEW = OLD + randn(6, 5, seed=3) * 0.5
REF = NEW + randn(6, 5, seed=4) * 0.7
ADVANTAGES = randn(6, seed=5)
# Of different lengths, and not only at the front: tool outputs are masked in the middle.
ROWS = ([1, 1, 1, 0, 0], [0, 1, 1, 1, 1], [1, 0, 0, 0, 0], [1, 1, 0, 1, 0], [0, 0, 0, 1, 1])
MASK = torch.tensor([*ROWS, [1, 1, 1, 1, 1]]).bool()
LOSS = (NEW, OLD, REF, ADVANTAGES, MASK)
SQUARE = (*(one[:4, :4] for one in (NEW, OLD, REF)), ADVANTAGES[:4], MASK[[0, 1, 5, 3], :4])
SHORT = (*(one[:2, 3:4] for one in (NEW, OLD, REF)), ADVANTAGES[:2], MASK[3:5, 3:4])


def gradient(get, setting, record):
    """The gradient of the log-probabilities, through the surrogate and through the KL."""
    new, old, ref, advantages = (one.to(setting.dtype, copy=True) for one in LOSS[:4])
    new.requires_grad_()
    loss = functions.first(get("grpo_loss")(new, old, ref, advantages, MASK.clone(), beta=0.5))
    record["gradient"] = "none"
    if isinstance(loss, torch.Tensor) and loss.requires_grad:
        loss.sum().backward()
        record["gradient"] = new.grad


def normalised(label, *arguments):
    return Probe(label, arguments, of="group_advantages")


def loss(label, *arguments, **named):
    return Probe(label, arguments, named, of="grpo_loss")


QUESTION = functions.question(
    __file__,
    "group_advantages",
    "grpo_loss",
    probes=(
        normalised("for two groups of four", REWARDS[:8], 4),
        normalised("for three groups of two", REWARDS[:6], 2),
        normalised("for three groups of three", REWARDS, 3),
        normalised("for a single group", REWARDS[:5], 5),
        normalised("for a group with equal rewards", torch.tensor([1.0, 1, 1, 0, 1, 1]), 3),
        normalised("for rewards in the thousands", REWARDS[:8] * 4e3 + 1e3, 4),
        loss("with the defaults", *LOSS),
        loss("without padding", *LOSS[:4], torch.ones(6, 5).bool()),
        loss("for as many responses as tokens", *SQUARE),
        loss("for responses of one token", *SHORT),
        loss("for tokens that were just sampled", NEW, NEW, NEW, ADVANTAGES, MASK),
        loss("with `beta=0`", *LOSS, beta=0.0),
        loss("with `beta=0.5`", *LOSS, beta=0.5),
        loss("with `clip=0.4`", *LOSS, 0.4),
    ),
    scenarios=(
        Scenario(
            "backward", gradient, {"gradient": "The gradient of `log_probs`"}, part="grpo_loss"
        ),
    ),
    titles={"values": "Advantages are those of groups, and the loss is a mean of means"},
    gradients=False,
    names={"unchanged": "inplace-changes-input"},
    off={"a batch of one": "A group has at least two responses."},
)
STAGES = QUESTION.stages
