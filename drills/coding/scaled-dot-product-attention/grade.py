"""Scaled dot-product attention for one head: a function with a mask, a causal switch, or both."""

import math

import torch

from grader import functions
from grader.functions import Probe
from grader.numbers import randn
from grader.switches import bug, way


def attention(query, key, value, mask=None, causal=False):
    if bug("value-from-wrong-input"):
        value = key
    if bug("value-from-wrong-input.swapped"):
        query, key = key, query
    sizes = {
        "scale-wrong-dim": key.shape[1] if bug("scale-wrong-dim") else None,
        "queries": query.shape[1] if bug("scale-wrong-dim.queries") else None,
        "value": value.shape[-1] if bug("scale-wrong-dim.value") else None,
    }
    width = next((size for size in sizes.values() if size), query.shape[-1])
    scale = width if bug("scale-without-sqrt") else math.sqrt(width)
    scores = query @ key.transpose(-2, -1) / (1.0 if bug("scale-missing") else scale)
    keep = allowed(scores, mask, causal)
    if bug("mask-after-softmax"):
        return softmax(scores) * keep @ value
    if bug("mask-after-softmax.causal") and causal:
        before = filled(scores, keep if mask is None else mask & keep.new_ones(keep.shape))
        return softmax(scores if mask is None else before) * keep @ value
    return softmax(filled(scores, keep, mask is not None or causal)) @ value


def allowed(scores, mask, causal):
    every = torch.ones_like(scores, dtype=torch.bool)
    offset = 1 if bug("causal-off-by-one") else -1 if bug("causal-off-by-one.itself") else 0
    triangle = every.tril(offset)
    if bug("causal-inverted"):
        triangle = every.triu()
    if bug("causal-inverted.later"):
        triangle = every.triu(1)
    parts = []
    if mask is not None and not bug("mask-ignored"):
        parts.append(~mask & every if bug("mask-inverted") else mask & every)
    if causal and not bug("causal-ignored"):
        parts.append(triangle)
    if len(parts) == 2:
        if bug("mask-causal-not-combined"):
            return parts[0]
        if bug("mask-causal-not-combined.causal"):
            return parts[1]
        if bug("mask-causal-not-combined.either"):
            return parts[0] | parts[1]
    return parts[0] & parts[1] if len(parts) == 2 else parts[0] if parts else every


def filled(scores, keep, masked=True):
    if bug("mask-wrong-fill.product"):
        return scores * keep
    if bug("mask-wrong-fill.added"):
        return scores + (keep.to(scores.dtype) if masked else 0)
    fill = -1e9 if way("finite") else -math.inf
    if bug("mask-wrong-fill"):
        fill = 0.0
    return scores.masked_fill(~keep, -1.0 if bug("mask-wrong-fill.minus-one") else fill)


def softmax(scores):
    if bug("softmax-wrong-dim"):
        return scores.softmax(1)
    if bug("softmax-wrong-dim.batch"):
        return scores.softmax(0)
    if bug("softmax-wrong-dim.sum"):
        powers = (scores - scores.amax(-1, keepdim=True)).exp()
        return powers / powers.sum(1, keepdim=True)
    if bug("softmax-unstable"):
        powers = scores.exp()
        return powers / powers.sum(-1, keepdim=True)
    return scores.softmax(-1)


Q, K, V = randn(2, 5, 4, seed=1), randn(2, 7, 4, seed=2), randn(2, 7, 3, seed=3)
S, W = randn(2, 6, 4, seed=4), randn(2, 6, 3, seed=5)
ROWS = (torch.arange(5)[:, None] * 2 + torch.arange(7) * 3) % 5 < 3
PADDING = torch.tensor([[True] * 4 + [False] * 3, [True] * 7])[:, None]
SQUARE = ((torch.arange(6)[:, None] + torch.arange(6) * 2) % 4 != 1) | torch.eye(6, dtype=torch.bool)


def probe(label, *tensors, stage="values", **named):
    return Probe(label, tensors, named, stage=stage)


QUESTION = functions.question(
    attention,
    probes=(
        probe("without a mask", Q, K, V),
        probe("with a mask of shape (Tq, Tk)", Q, K, V, mask=ROWS, stage="mask"),
        probe("with a mask of shape (B, Tq, Tk)", Q, K, V, mask=torch.stack([ROWS, ROWS.flip(1)]), stage="mask"),
        probe("with a padding mask of shape (B, 1, Tk)", Q, K, V, mask=PADDING, stage="mask"),
        probe("with `causal=True`", S, S.flip(1), W, causal=True, stage="causal"),
        probe("with a mask and `causal=True`", S, S.flip(1), W, mask=SQUARE, causal=True, stage="causal"),
        probe("of one tensor in all three places", S, S, S),
        probe("for a batch of one", Q[:1], K[:1], V[:1]),
        probe("for a single query and key", Q[:, :1], K[:, :1], V[:, :1]),
        probe("for scores of 10,000", Q * 200, K * 200, V, stage="large"),
    ),
    titles={
        "values": "Without a mask it is attention",
        "mask": "The mask lets through what is True and nothing else",
        "causal": "A query sees no later key",
        "large": "Large scores give exact results",
    },
    bfloat16=True,
    details={
        "softmax-wrong-dim": {"axis": "the queries"},
        "softmax-wrong-dim.sum": {"axis": "the queries"},
        "softmax-wrong-dim.batch": {"axis": "the batch"},
        "causal-off-by-one": {"slip": "also sees key i + 1"},
        "causal-off-by-one.itself": {"slip": "does not see key i"},
        "causal-inverted": {"keys": "keys i to T - 1"},
        "causal-inverted.later": {"keys": "only keys after i"},
        "mask-causal-not-combined": {"what": "only the mask is applied"},
        "mask-causal-not-combined.causal": {"what": "only the causal rule is applied"},
        "mask-causal-not-combined.either": {"what": "a key needs to pass only one of the two"},
        "scale-wrong-dim": {"size": "Tk"},
        "scale-wrong-dim.queries": {"size": "Tq"},
        "scale-wrong-dim.value": {"size": "d_v"},
        "value-from-wrong-input": {"what": "the weights average the keys"},
        "value-from-wrong-input.swapped": {"what": "query and key have swapped roles"},
    },
    names={
        "unchanged": "inplace-changes-input",
        "gradients": "gradient-cut",
        "dtype": "dtype-changed",
        "device": "mask-on-wrong-device",
    },
    forbidden=(
        "torch.nn.functional.scaled_dot_product_attention",
        "torch.nn.functional.multi_head_attention_forward",
        "torch.nn.MultiheadAttention",
    ),
)
STAGES = QUESTION.stages
