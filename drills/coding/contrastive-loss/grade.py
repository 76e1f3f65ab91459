"""The symmetric InfoNCE loss of CLIP: one function of two sets of features and a temperature."""

import re

import torch

from grader import functions
from grader.functions import Probe, first
from grader.numbers import randn
from grader.programs import Scenario


def ceiling(value):
    """Makes every ceiling of a loss alike: infinity, NaN, and what an epsilon or a clamp allows."""
    if not isinstance(value, torch.Tensor) or value.dim():
        return value
    lost = value.isnan() | ((value > 10) & (value < 1000))
    return torch.where(lost, torch.full_like(value, torch.inf), value)


def one_pair(value):
    """Without its positive, the only pair gives an infinite loss of either sign, or NaN."""
    if not isinstance(value, torch.Tensor) or value.isfinite().all():
        return value
    return "not finite"


def flow(get, setting, record):
    """Where gradients arrive shows also in a loss that is wrong."""
    given = [x.detach().clone().to(setting.dtype) for x in (IMAGES, TEXTS, TEMPERATURE)]
    images, texts, temperature = (x.requires_grad_() for x in given)
    first(get("clip_loss")(images, texts, temperature)).backward()
    for name, x in (("images", images), ("texts", texts), ("temperature", temperature)):
        record[name] = "there" if x.grad is not None and bool(x.grad.any()) else "missing"


# Rows of very different lengths; each caption resembles its image.
LENGTHS = torch.tensor([[0.7], [3.0], [1.5], [6.0]])
IMAGES = randn(4, 6, seed=1)
TEXTS = (IMAGES + randn(4, 6, seed=2)) * LENGTHS.flip(0)
IMAGES = IMAGES * LENGTHS
# All much alike, so that a low temperature leaves no weight close to 0 or 1.
ALIKE = randn(1, 6, seed=3) + 0.15 * randn(4, 6, seed=4)
ALSO = ALIKE + 0.05 * randn(4, 6, seed=5)
TEMPERATURE = torch.tensor(0.2)
FLOW = {name: f"The gradient of the {name}" for name in ("images", "texts", "temperature")}
QUESTION = functions.question(
    __file__,
    "clip_loss",
    probes=(
        Probe("with the default temperature", (IMAGES, TEXTS)),
        Probe("with a temperature of 0.5", (IMAGES, TEXTS, 0.5)),
        Probe("with a temperature of 2", (IMAGES, TEXTS), {"temperature": 2.0}),
        Probe("with a tensor as temperature", (IMAGES, TEXTS, TEMPERATURE)),
        Probe("with the sides exchanged", (TEXTS, IMAGES, TEMPERATURE)),
        Probe("for as many pairs as features", (IMAGES[:, 2:], TEXTS[:, 2:], TEMPERATURE)),
        Probe("for pairs that are all alike", (ALIKE, ALSO, 0.01)),
        Probe("for a single pair", (IMAGES[:1], TEXTS[1:2], TEMPERATURE), view=one_pair),
        Probe("for a single feature", (IMAGES[:, :1], TEXTS[:, 1:2], TEMPERATURE)),
        Probe("for features in the thousands", (IMAGES * 2e3, TEXTS, TEMPERATURE)),
        Probe("for a temperature of 0.001", (IMAGES, -IMAGES, 1e-3), view=ceiling),
    ),
    scenarios=(Scenario("flow", flow, FLOW, part="clip_loss"),),
    titles={"values": "The loss is right at every temperature"},
    names={
        "unchanged": "inplace-changes-input",
        "gradients": "gradient-blocked",
        "dtype": "dtype-changed",
    },
    prints=lambda text, shapes: re.search(r"\d|nan|inf|Size", text) is not None,
    no_print="Running the file does not print a loss.",
)
STAGES = QUESTION.stages
