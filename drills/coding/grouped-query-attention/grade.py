"""Grouped-query attention: a module whose weights are found by what feeds them."""

import math

import torch
from torch import nn

from grader import modules
from grader.carry import Mark
from grader.functions import Probe
from grader.numbers import randn
from grader.switches import bug, way

D, HEADS, GROUPS = 24, 6, 2


class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, num_heads, num_kv_heads):
        super().__init__()
        if bug("kv-projection-full-width"):
            num_kv_heads = num_heads
        self.heads, self.groups, self.width = num_heads, num_kv_heads, d_model // num_heads
        self.q = nn.Linear(d_model, d_model, bias=False)
        self.k = nn.Linear(d_model, num_kv_heads * self.width, bias=False)
        self.v = nn.Linear(d_model, num_kv_heads * self.width, bias=False)
        self.o = nn.Linear(d_model, d_model, bias=False)

    def split(self, x):
        if bug("heads-split-by-view") or bug("heads-split-by-view.merged-alike"):
            return x.reshape(len(x), -1, x.shape[1], self.width)
        return x.unflatten(-1, (-1, self.width)).transpose(1, 2)

    def spread(self, x, strided):
        if bug("one-kv-head-used"):
            return x[:, :1].expand(-1, self.heads, -1, -1)
        if bug("one-kv-head-used.mean"):
            return x.mean(1, keepdim=True).expand(-1, self.heads, -1, -1)
        times = self.heads // self.groups
        if bug("kv-repeat-missing"):
            return x
        if bug("kv-repeat-count-wrong"):
            times = self.groups
        if bug("kv-repeat-count-wrong.heads"):
            times = self.heads
        if bug("kv-repeat-wrong-axis"):
            return x.repeat_interleave(times, 2)
        if bug("kv-repeat-wrong-axis.features"):
            return x.repeat_interleave(times, 3)
        if bug("kv-repeat-wrong-axis.batch"):
            return x.repeat_interleave(times, 0)
        return x.repeat(1, times, 1, 1) if strided else x.repeat_interleave(times, 1)

    def weights(self, scores, mask):
        dim = -2 if bug("softmax-wrong-dim") else 1 if bug("softmax-wrong-dim.heads") else -1
        if mask is None:
            return scores.softmax(dim)
        keep = ~mask if bug("mask-inverted") else mask
        if bug("mask-after-softmax"):
            return scores.softmax(dim) * keep
        if bug("mask-wrong-fill.product"):
            return (scores * keep).softmax(dim)
        if bug("mask-wrong-fill.added"):
            return (scores + keep.to(scores.dtype)).softmax(dim)
        fill = 0.0 if bug("mask-wrong-fill") else -1e9 if way("finite") else -math.inf
        return scores.masked_fill(~keep, fill).softmax(dim)

    def forward(self, x, mask=None):
        q, k, v = self.split(self.q(x)), self.split(self.k(x)), self.split(self.v(x))
        strided = way("strided")
        k = self.spread(k, strided)
        v = self.spread(v, not strided if bug("kv-grouping-inconsistent") else strided)
        if bug("query-heads-merged") or bug("query-heads-merged.sum"):
            times = self.heads // self.groups
            shape = (times, self.groups) if strided else (self.groups, times)
            axis = 1 if strided else 2
            q = q.unflatten(1, shape).sum(axis, keepdim=True)
            q = q if bug("query-heads-merged.sum") else q / times
            q = q.expand(*(-1 if a != axis else times for a in range(5))).flatten(1, 2)
        scores = q @ k.transpose(-2, -1)
        width = self.width * (self.heads if bug("scale-by-d-model") else 1)
        if not bug("scale-missing"):
            scores = scores / (width if bug("scale-without-sqrt") else math.sqrt(width))
        out = self.weights(scores, None if bug("mask-ignored") else mask) @ v
        alike = bug("heads-split-by-view.merged-alike")
        if not (alike or bug("heads-merged-without-transpose")):
            out = out.transpose(1, 2)
        out = out.reshape(x.shape)
        return out if bug("output-projection-missing") else self.o(out)


def masks(length):
    rows = torch.arange(length)
    keep = (rows[:, None] * 2 + rows * 3) % 5 < 3
    return keep | torch.eye(length, dtype=torch.bool)


X = randn(2, 5, D, seed=1)
CAUSAL = {"mask": torch.ones(5, 5, dtype=torch.bool).tril()}
PAIR = torch.zeros(1, 3, D, dtype=torch.float64)  # the last position has features of its own
PAIR[:, :2, :8], PAIR[:, 2, 8:16] = randn(1, 2, 8, seed=2), randn(1, 8, seed=3)
ONE = torch.zeros(1, 1, D, dtype=torch.float64)
ONE[..., :8] = randn(1, 1, 8, seed=4)

QUESTION = modules.question(
    GroupedQueryAttention,
    (D, HEADS, GROUPS),
    probes=(
        Probe("without a mask", (X,)),
        Probe("with a causal mask", (X,), CAUSAL, stage="mask"),
        Probe("with a mask of rank 4", (X,), {"mask": torch.stack([masks(5), masks(5).T])[:, None]}, stage="mask"),
        Probe("for a batch of one", (randn(1, 4, D, seed=5),)),
        Probe("with two heads for each key and value head", (X,), init=(D, 4, 2)),
        Probe("with as many key and value heads as heads", (X,), init=(D, 4, 4)),
        Probe("with a single key and value head", (X,), init=(D, 4, 1)),
        Probe("with a mask and a single key and value head", (X,), CAUSAL, stage="mask", init=(D, 4, 1)),
        Probe("for a sequence of length one", (randn(3, 1, D, seed=6),)),
    ),
    marks=(
        Mark((ONE,), ((0, 8),)),
        Mark((PAIR,), ((0, 8), (8, 16)), pick=lambda output: output[:, 2]),
        Mark((randn(2, 4, D, seed=7),), ((0, 4),), pulled=True),
    ),
    details={
        "kv-repeat-wrong-axis": {"axis": "time"},
        "kv-repeat-wrong-axis.features": {"axis": "the features"},
        "kv-repeat-wrong-axis.batch": {"axis": "the batch"},
        "softmax-wrong-dim": {"axis": "the queries"},
        "softmax-wrong-dim.heads": {"axis": "the heads"},
    },
    titles={"values": "Without a mask the values are right", "mask": "With a mask too"},
    names={"chance": "dropout-in-eval"},
    forbidden=(
        "torch.nn.functional.scaled_dot_product_attention",
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
    ),
)
STAGES = QUESTION.stages
