"""PPO: advantages over padded responses, the loss of real tokens, and where gradients flow."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

REWARDS = randn(4, 5, seed=1)
VALUES = randn(4, 5, seed=2) + 0.5
MASK = torch.arange(5) < torch.tensor([5, 3, 1, 4]).unsqueeze(1)
FULL = torch.ones(4, 5).bool()
EPISODES = (REWARDS, VALUES, MASK)
OLD = -randn(4, 5, seed=3).abs() - 0.3
NEW = OLD + randn(4, 5, seed=4) * 0.5
ADVANTAGES = randn(4, 5, seed=5)
RETURNS = randn(4, 5, seed=6)
LOSS = (NEW, OLD, ADVANTAGES, VALUES, RETURNS, MASK)
TOKENS = (NEW, OLD, ADVANTAGES, VALUES, RETURNS)


def both(value):
    """Advantages and returns, or the loss, which may come with figures for a log."""
    first = functions.first(value)
    if isinstance(first, torch.Tensor) and first.dim() > 0 and first is not value:
        return list(value)
    return first


def graph(get, setting, record):
    """The values come from a critic, so they have a graph."""
    values = VALUES.to(setting.dtype, copy=True).requires_grad_()
    found = get("gae")(REWARDS.to(setting.dtype, copy=True), values * 1.0, MASK.clone())
    record["graph"] = "a graph" if any(one.requires_grad for one in found) else "no graph"


def backward(get, setting, record):
    """The gradients of the policy's and of the critic's part."""
    new, old, advantages, values, returns = (one.to(setting.dtype, copy=True) for one in TOKENS)
    new.requires_grad_(), values.requires_grad_()
    loss = functions.first(get("ppo_loss")(new, old, advantages, values, returns, MASK.clone()))
    if isinstance(loss, torch.Tensor) and loss.requires_grad:
        loss.sum().backward()
    for name, one in (("policy", new), ("values", values)):
        record[name] = "none" if one.grad is None else one.grad


def estimated(label, *arguments, **named):
    return Probe(label, arguments, named, of="gae")


def loss(label, *arguments, **named):
    return Probe(label, arguments, named, of="ppo_loss")


GRADIENTS = {"policy": "The gradient of `log_probs`", "values": "The gradient of `values`"}
QUESTION = functions.question(
    __file__,
    "gae",
    "ppo_loss",
    probes=(
        estimated("with the defaults", *EPISODES),
        estimated("without padding", REWARDS, VALUES, FULL),
        estimated("with `gamma=0.9` and `lam=0.5`", *EPISODES, 0.9, 0.5),
        estimated("with `lam=0`", *EPISODES, lam=0.0),
        estimated("with `gamma=1` and `lam=1`", *EPISODES, gamma=1.0, lam=1.0),
        estimated("for a single response", *(one[1:2] for one in EPISODES)),
        estimated("for responses of one token", REWARDS[:, :1], VALUES[:, :1], FULL[:, :1]),
        estimated("for rewards in the thousands", REWARDS * 4e3, VALUES * 4e3, MASK),
        loss("with the defaults", *LOSS),
        loss("without padding", *TOKENS, FULL),
        loss("for a single response", *(one[1:2] for one in LOSS)),
        loss("for responses of one token", *(one[:, :1] for one in LOSS)),
        loss("for tokens that were just sampled", NEW, *LOSS[:1], *LOSS[2:]),
        loss("with `clip=0.4`", *LOSS, clip=0.4),
        loss("with `value_coef=2`", *LOSS, value_coef=2.0),
        loss("with `value_coef=0`", *LOSS, value_coef=0.0),
    ),
    scenarios=(
        Scenario("graph", graph, {"graph": "What comes with the advantages"}, part="gae"),
        Scenario("backward", backward, GRADIENTS, part="ppo_loss"),
    ),
    titles={"values": "Advantages, returns and losses are right, and padding changes nothing"},
    result=both,
    gradients=False,
    names={"unchanged": "inplace-changes-input"},
)
STAGES = QUESTION.stages
