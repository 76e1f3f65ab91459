"""Sampling: the reference, its mistakes, and the calls that tell them apart."""

import math

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.switches import bug

from .grading import draws


def filtered(x, top_k, top_p):
    if top_p is not None and bug("top-p-before-top-k"):
        x, top_p = nucleus(x, top_p), None
    if top_k is not None:
        kept = min(top_k + (1 if bug("top-k-off-by-one.more") else 0), x.shape[-1])
        if bug("top-k-off-by-one.strict") or (bug("top-k-off-by-one") and top_k <= kept):
            kept -= 1
        bound = x.topk(kept).values[:, -1:] if kept else x.new_full((len(x), 1), math.inf)
        x = removed(x, x < bound)
    return x if top_p is None else nucleus(x, top_p)


def nucleus(x, top_p):
    probs, order = x.softmax(-1).sort(-1, descending=not bug("top-p-ascending"))
    drop = probs.cumsum(-1) - probs >= top_p
    if drops_crossing():
        drop = probs.cumsum(-1) > top_p
    if bug("top-p-drops-crossing.first-kept"):
        drop[:, 0] = False
    if bug("top-p-drops-crossing.raises") and bool(drop.all(-1).any()):
        raise ValueError("nothing is left")
    if bug("top-p-not-unsorted.gathered"):
        drop = drop.gather(-1, order)
    elif not bug("top-p-not-unsorted"):
        drop = torch.zeros_like(drop).scatter(-1, order, drop)
    return removed(x, drop)


def drops_crossing():
    zeros = bug("top-p-drops-crossing.zeros") or bug("top-p-drops-crossing.candidates")
    raises = bug("top-p-drops-crossing.raises") or bug("top-p-drops-crossing.first-kept")
    return zeros or raises or bug("top-p-drops-crossing")


def removed(x, where):
    fill = 0.0 if bug("mask-wrong-fill") else -10.0 if bug("mask-wrong-fill.ten") else -math.inf
    return x.masked_fill(where, 1e-9 if bug("mask-wrong-fill.tiny") else fill)


def next_token_probs(logits, temperature=1.0, top_k=None, top_p=None):
    if bug("temperature-ignored") and temperature > 0:
        temperature = 1.0
    if temperature == 0 and bug("temperature-zero-breaks.raises"):
        raise ZeroDivisionError
    if temperature == 0 and not bug("temperature-zero-breaks"):
        return torch.zeros_like(logits).scatter(-1, logits.argmax(-1, keepdim=True), 1.0)
    x = logits if bug("temperature-after-filter") else scaled(logits, temperature)
    kept = filtered(x, top_k, top_p)
    if bug("temperature-after-filter"):
        kept = scaled(kept, temperature)
    if bug("filter-not-renormalised"):
        return x.softmax(-1) * (kept > -math.inf)
    if bug("filter-not-renormalised.nucleus"):
        return filtered(x, top_k, None).softmax(-1) * (kept > -math.inf)
    probs = kept.softmax(-1)
    if bug("top-p-drops-crossing.zeros"):
        probs = probs.nan_to_num(0.0)
    if bug("top-p-drops-crossing.candidates"):
        probs = probs.masked_fill(filtered(x, top_k, None) == -math.inf, 0.0)
    return probs


def scaled(x, temperature):
    return x * temperature if bug("temperature-multiplied") else x / temperature


def sample_next_token(logits, temperature=1.0, top_k=None, top_p=None, generator=None):
    probs = next_token_probs(logits, temperature, top_k, top_p)
    if bug("greedy-instead-of-sampling"):
        return probs.argmax(-1)
    if bug("generator-ignored"):
        generator = None
    if bug("generator-ignored.elsewhere"):
        generator = torch.Generator()
        generator.seed()
    if bug("generator-ignored.own") or (bug("generator-ignored.by-default") and generator is None):
        generator = torch.Generator().manual_seed(0)
    if bug("generator-ignored.reseeded") and generator is not None:
        generator.manual_seed(0)
    if bug("generator-ignored.initial-seed") and generator is not None:
        generator = torch.Generator().manual_seed(generator.initial_seed())
    return torch.multinomial(probs, 1, generator=generator).squeeze(-1)


X = randn(3, 7, seed=1) * 2
MASKED = torch.tensor([[0.3, -math.inf, 1.1, -math.inf, 0.2, -1.0]])


def probe(label, x=X, **named):
    return Probe(label, (x,), named, of="next_token_probs")


QUESTION = functions.question(
    next_token_probs,
    sample_next_token,
    probes=(
        probe("with the defaults"),
        probe("at temperature 0.5", temperature=0.5),
        probe("at temperature 2", temperature=2.0),
        probe("at temperature 0", temperature=0),
        probe("with `top_k=3`", top_k=3),
        probe("with `top_k=1`", top_k=1),
        probe("with `top_k=20`", top_k=20),
        probe("with `top_p=0.95`", top_p=0.95),
        probe("with `top_p=0.7`", top_p=0.7),
        probe("with `top_p=0.05`", top_p=0.05),
        probe("with `top_k=3` and `top_p=0.8`", top_k=3, top_p=0.8),
        probe("with temperature 2 and `top_p=0.7`", temperature=2.0, top_p=0.7),
        probe("with temperature 2, `top_k=4` and `top_p=0.7`", temperature=2.0, top_k=4, top_p=0.7),
        probe("for forbidden tokens", MASKED, top_k=2),
        probe("for logits of 10,000", torch.tensor([[1e4, -1e4, 9e3]]), top_p=0.9),
        probe("for a batch of one", X[:1], top_p=0.7),
        probe("for a vocabulary of one", randn(2, 1, seed=5), top_k=2, top_p=0.5),
    ),
    scenarios=draws.SCENARIOS,
    titles={
        "values": "The probabilities are right",
        "sampler": "The sampler draws from them with the generator it is given",
    },
    gradients=False,
    names={"unchanged": "inplace-changes-input"},
    off={"chance": "The sampler draws at random, and a second call finds random probabilities."},
)
STAGES = QUESTION.stages
