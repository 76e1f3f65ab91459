"""Speculative decoding: the residual, how many drafts are kept, and what follows them."""

import re

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn

V = 5
P = (randn(6, V, seed=213) * 1.2).softmax(1)
Q = (randn(5, V, seed=1213) * 1.2).softmax(1)
EQUAL = torch.full((V,), 0.2)
SPARSE = torch.tensor([0.0, 0.6, 0.0, 0.4, 0.0])
ONE = torch.tensor([1])  # the favourite of both models
NARROW = torch.tensor([[0.2, 0.6, 0.2], [0.1, 0.1, 0.8]])
WIDE = torch.tensor([[0.1, 0.8, 0.1]])
SURE = torch.ones(2, 1)
NEVER = SPARSE.repeat(3, 1)
TOKENS = torch.tensor([3, 0, 4, 1, 2])
# Below 1 for all drafts but the second, which no uniform rejects.
RATIOS = P[:5].gather(1, TOKENS[:, None])[:, 0] / Q.gather(1, TOKENS[:, None])[:, 0]


def both(value):
    """The count and the distribution; a count may be held in a tensor."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return value
    count, probs = value
    if isinstance(count, torch.Tensor) and count.dim() == 0 and not count.is_floating_point():
        count = int(count)
    return [count, probs]


def residual(label, p, q):
    return Probe(label, (p, q), of="residual_distribution")


def verified(label, uniforms, tokens=TOKENS, q=Q, p=P):
    count = len(tokens)
    given = (tokens, q[:count], p[: count + 1], torch.as_tensor(uniforms)[:count])
    return Probe(label, given, of="verify_drafts", stage="verified")


ACCEPTING = (RATIOS * 0.6).clamp(max=0.9)


def rejecting(place):
    """Uniforms that reject the draft in this place and accept all others."""
    uniforms = ACCEPTING.clone()
    uniforms[place] = RATIOS[place] * 1.2
    return uniforms


QUESTION = functions.question(
    __file__,
    "residual_distribution",
    "verify_drafts",
    probes=(
        residual("of two distributions", P[0], Q[0]),
        residual("of two others", P[1], Q[3]),
        residual("of equal distributions", P[2], P[2]),
        residual("where p has zeros", SPARSE, EQUAL),
        residual("where q has zeros", EQUAL, SPARSE),
        residual("for a vocabulary of one", torch.ones(1), torch.ones(1)),
        verified("where all drafts are accepted", ACCEPTING),
        *(verified(f"where draft {at + 1} is rejected", rejecting(at)) for at in (0, 2, 3, 4)),
        verified("where all uniforms are 0.5", torch.full((5,), 0.5)),
        verified("where all uniforms are 0.99", torch.full((5,), 0.99)),
        verified("where all uniforms are 0.01", torch.full((5,), 0.01)),
        verified("for a single draft", rejecting(0), TOKENS[:1]),
        verified("for a single draft that is accepted", ACCEPTING, TOKENS[:1]),
        verified("without drafts", rejecting(0), TOKENS[:0]),
        verified("for a favourite that is kept", [0.5], ONE, WIDE, NARROW),
        verified("for a favourite that is rejected", [0.9], ONE, WIDE, NARROW),
        verified("where the draft is not the favourite", [0.9], TOKENS[1:2], Q[1:], P[1:]),
        verified("for a vocabulary of one", [0.5], ONE * 0, SURE[:1], SURE),
        verified("for a draft that the target never chooses", ACCEPTING, TOKENS[1:3], p=NEVER),
    ),
    titles={
        "values": "The residual is what the draft lacks, normalised",
        "verified": "Drafts are accepted in order, and the next token has the right distribution",
    },
    result=both,
    gradients=False,
    names={"chance": "uniforms-ignored"},
    off={"large magnitudes": "Probabilities lie between 0 and 1."},
    prints=lambda text, shapes: re.search(r"\d", text) is not None,
    no_print="Running the file prints no result.",
)
STAGES = QUESTION.stages
