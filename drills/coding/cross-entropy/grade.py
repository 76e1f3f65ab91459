"""Cross-entropy from logits: one function, with ignored targets and label smoothing."""

import re

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn


def ceiling(value):
    """Makes every ceiling of a loss alike: infinity, and whatever an epsilon or a clamp allows."""
    if not isinstance(value, torch.Tensor):
        return value
    return torch.where((value > 10) & (value < 1000), value * torch.inf, value)


def of_nothing(value):
    """The contract leaves open whether the mean of no rows is 0 or NaN."""
    if isinstance(value, float) or getattr(value, "shape", None) == ():
        return 0.0 if value != value or value == 0 else value
    return value


LOGITS = randn(6, 4, seed=1)
CLASSES = torch.tensor([3, 0, 2, 1, 2, 0])
IGNORED = torch.tensor([3, -100, 2, 1, -100, 0])
MINUS_ONE = torch.tensor([3, -1, 2, 1, -1, 0])
# One logit leads each row, so that the log-sum-exp is exact in float32 too.
HUGE = torch.tensor([[9e3, 8950.0, 8900.0], [9800.0, 1e4, 9900.0], [-9e3, -9100.0, -9200.0]])
FAR = torch.tensor([[0.0, -2000.0]])
PROBES = (
    Probe("without options", (LOGITS, CLASSES)),
    Probe("for a batch of one", (randn(1, 5, seed=2), torch.tensor([3]))),
    Probe("for as many rows as classes", (LOGITS[:4], CLASSES[:4])),
    Probe("with targets of -100", (LOGITS, IGNORED)),
    Probe("with `ignore_index=-1`", (LOGITS, MINUS_ONE), {"ignore_index": -1}),
    Probe("with `ignore_index=2`", (LOGITS, CLASSES), {"ignore_index": 2}),
    Probe("with `ignore_index=0`", (LOGITS, CLASSES, 0)),
    Probe("with smoothing of 0.1", (LOGITS, CLASSES), {"label_smoothing": 0.1}),
    Probe("with smoothing of 0.6", (LOGITS, CLASSES), {"label_smoothing": 0.6}),
    Probe("with smoothing and targets of -100", (LOGITS, IGNORED), {"label_smoothing": 0.3}),
    Probe("with smoothing and `ignore_index=2`", (LOGITS, CLASSES, 2, 0.3)),
    Probe("for logits in the thousands", (HUGE, torch.tensor([0, 1, 0])), view=ceiling),
    Probe("for the logits [0, -2000] and class 1", (FAR, torch.tensor([1])), view=ceiling),
    Probe("if every target is ignored", (LOGITS[:2], torch.tensor([-100, -100])), view=of_nothing),
)
QUESTION = functions.question(
    __file__,
    "cross_entropy",
    probes=PROBES,
    names={
        "unchanged": "inplace-changes-input",
        "gradients": "gradient-cut",
    },
    off={"a length of one": "A classifier has at least two classes."},
    prints=lambda text, shapes: re.search(r"\d|nan|inf|Size", text) is not None,
    no_print="Running the file does not print a loss.",
    forbidden=(
        "torch.nn.functional.cross_entropy",
        "torch.nn.CrossEntropyLoss",
        "torch.nn.functional.nll_loss",
        "torch.nn.NLLLoss",
        "torch.nn.functional.kl_div",
        "torch.nn.KLDivLoss",
    ),
)
STAGES = QUESTION.stages
