"""DPO: log-probabilities of responses, the loss of pairs, and what reaches the reference."""

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.programs import Scenario

LOGITS = randn(3, 6, 5, seed=1) * 1.5
TOKENS = torch.tensor([[4, 0, 2, 1, 3, 1], [1, 3, 0, 4, 4, 2], [2, 2, 1, 0, 3, 0]])
RESPONSES = torch.tensor([[0, 0, 1, 1, 1, 1], [0, 0, 0, 1, 1, 0], [0, 1, 1, 1, 0, 0]]).bool()
TURNS = torch.tensor([[0, 1, 1, 0, 0, 1], [0, 0, 1, 0, 1, 1]]).bool()
FROM_START = torch.tensor([[1, 1, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1]]).bool()
WITHOUT = torch.tensor([[0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 0, 0]]).bool()
PAIRS = tuple(randn(4, seed=seed) * 5 - 12 for seed in (11, 12, 13, 14))
ZERO = torch.zeros(1)
FAR = torch.full((1,), -1e5)


def ceiling(value):
    """Makes every ceiling of a logarithm alike: infinity, and whatever an epsilon allows."""
    if not isinstance(value, torch.Tensor):
        return value
    size = value.abs()
    return torch.where((size > 10) & (size < 1000), value * torch.inf, value)


def backward(get, setting, record):
    """Gradients are asked of all four tensors; only two of them may get any."""
    given = [one.to(setting.dtype, copy=True).requires_grad_() for one in PAIRS]
    loss = functions.first(get("dpo_loss")(*given))
    if isinstance(loss, torch.Tensor) and loss.requires_grad:
        loss.sum().backward()
    reached = any(one.grad is not None and bool(one.grad.any()) for one in given[2:])
    record["reference"] = "a gradient" if reached else "none"


def scored(label, *arguments, **options):
    return Probe(label, arguments, of="sequence_log_probs", **options)


def compared(label, *arguments, **options):
    return Probe(label, arguments, of="dpo_loss", **options)


QUESTION = functions.question(
    __file__,
    "sequence_log_probs",
    "dpo_loss",
    probes=(
        scored("for prompts, responses and padding", LOGITS, TOKENS, RESPONSES),
        scored("for responses in several turns", LOGITS[:2], TOKENS[:2], TURNS),
        scored("with a mask that is True at token 0", LOGITS[1:], TOKENS[1:], FROM_START),
        scored("with a row that has no response", LOGITS[:2], TOKENS[:2], WITHOUT),
        scored("for a batch of one", LOGITS[:1], TOKENS[:1], RESPONSES[:1]),
        scored("for two tokens", LOGITS[:, :2], TOKENS[:, :2], ~FROM_START[:1, 4:].expand(3, 2)),
        scored("for logits of 10,000", LOGITS * 1e4, TOKENS, RESPONSES, view=ceiling),
        compared("with the default beta", *PAIRS),
        compared("with `beta=0.5`", *PAIRS, 0.5),
        compared("for a single pair", *(one[1:2] for one in PAIRS)),
        # Stable forms with an absolute value have a kink at a margin of 0.
        compared("where policy and reference agree", *PAIRS[:2], *PAIRS[:2], once=True),
        compared("for a margin of -100,000", FAR, ZERO, ZERO, ZERO, view=ceiling),
        compared("for a margin of 100,000", ZERO, FAR, ZERO, ZERO, view=ceiling),
    ),
    scenarios=(
        Scenario(
            "backward",
            backward,
            {"reference": "The gradient that reaches the reference"},
            part="dpo_loss",
        ),
    ),
    titles={"values": "Responses are scored token by token, and pairs by their margin"},
    names={"unchanged": "inplace-changes-input"},
    off={"a length of one": "A sequence of one token has no token to predict."},
)
STAGES = QUESTION.stages
