"""Multi-head attention: the reference's weights, found by what feeds them, in the candidate."""

import math

import torch
from torch import Tensor, nn

from grader import modules, plain
from grader.carry import Mark
from grader.functions import Probe
from grader.numbers import randn
from grader.switches import bug, way

# A head is 5 wide: no root or ratio of these sizes is a factor that a program uses by chance.
HEADS, WIDTH = 3, 15


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.heads, self.width = num_heads, d_model // num_heads
        if bug("heads-not-split") or bug("heads-not-split.head-scale"):
            self.heads = 1
        wide = num_heads * d_model if bug("heads-averaged.full-width") else d_model
        self.q, self.k, self.v = (self._projection(d_model, wide, at) for at in range(3))
        joined = d_model // num_heads if bug("heads-averaged") or bug("heads-averaged.sum") else d_model
        if not bug("output-projection-missing"):
            self.o = nn.Linear(joined, d_model, bias=False)

    def _projection(self, d_model, wide, at):
        shared = bug("heads-share-weights") or (bug("heads-share-weights.keys-and-values") and at > 0)
        return nn.Linear(d_model, self.width if shared else wide, bias=False)

    def split(self, x):
        if x.shape[-1] == self.width:
            x = x.repeat(1, 1, self.heads)
        batch, length, _ = x.shape
        if bug("heads-split-by-view") or bug("heads-split-by-view.merged-alike"):
            return x.reshape(batch, self.heads, length, -1)
        x = x.reshape(batch, length, self.heads, -1)
        across = bug("heads-attend-to-heads") or bug("heads-attend-to-heads.kept")
        return x if across else x.transpose(1, 2)

    def scale(self, d_model):
        d_k = d_model // self.heads
        if bug("heads-not-split.head-scale"):
            d_k = self.width
        if bug("heads-averaged.full-width"):
            d_k = d_model
        if bug("scale-missing"):
            return 1.0
        if bug("scale-by-d-model"):
            return 1 / math.sqrt(d_model)
        return {True: 1 / d_k}.get(bug("scale-without-sqrt"), math.sqrt(d_k) ** (1 if bug("scale-multiplied") else -1))

    def weigh(self, scores, mask):
        dim = -2 if bug("softmax-wrong-dim") else 1 if bug("softmax-wrong-dim.heads") else -1
        dim = 0 if bug("softmax-wrong-dim.batch") else dim
        if mask is None or bug("mask-ignored"):
            return scores.softmax(dim)
        keep = ~mask if bug("mask-inverted") else mask
        if bug("mask-after-softmax"):
            return scores.softmax(dim) * keep
        if bug("mask-wrong-fill.added"):
            return (scores + keep.to(scores.dtype)).softmax(dim)
        if bug("mask-wrong-fill.product"):
            return (scores * keep).softmax(dim)
        fill = 0.0 if bug("mask-wrong-fill") else -1e9 if way("finite") else -math.inf
        if bug("mask-wrong-fill.positive"):
            return (keep.logical_not() / keep.logical_not().sum(-1, keepdim=True)).to(scores.dtype)
        if bug("mask-wrong-fill.smallest"):
            fill = scores.detach().min().item()
        return scores.masked_fill(~keep, fill).softmax(dim)

    def merge(self, context):
        if bug("heads-averaged") or bug("heads-averaged.full-width"):
            return context.mean(1)
        if bug("heads-averaged.sum"):
            return context.sum(1)
        length = self.length if bug("heads-attend-to-heads") else context.shape[2]
        if bug("heads-merged-without-transpose") or bug("heads-split-by-view.merged-alike") or bug("heads-attend-to-heads"):
            return context.reshape(len(context), length, -1)
        if bug("heads-attend-to-heads.kept"):
            return context.flatten(2)
        return context.transpose(1, 2).flatten(2)

    def forward(self, query, key, value, mask=None):
        sources = {"q": query, "k": key, "v": value}
        if bug("value-from-wrong-input"):
            sources["v"] = key
        if bug("value-from-wrong-input.query"):
            sources["v"] = query
        if bug("value-from-wrong-input.swapped"):
            sources["k"], sources["v"] = value, key
        if bug("value-from-wrong-input.query-from-key"):
            sources["q"] = key
        if bug("value-from-wrong-input.all-query"):
            sources["k"] = sources["v"] = query
        if bug("cross-attention-breaks") and query.shape[1] != key.shape[1]:
            raise ValueError("only for equal lengths")
        self.length = query.shape[1]
        q, k, v = (self.split(getattr(self, name)(x)) for name, x in sources.items())
        weights = self.weigh(q @ k.transpose(-2, -1) * self.scale(query.shape[-1]), mask)
        out = self.merge(weights @ v)
        out = out if bug("output-projection-missing") else self.o(out)
        return out + query if bug("residual-added") else out


def inputs(queries: int, keys: int, seed: int) -> tuple[Tensor, ...]:
    sizes = (queries, keys, keys)
    return tuple(randn(2, n, WIDTH, seed=seed + at) for at, n in enumerate(sizes))


def masks(queries: int, keys: int, seed: int = 0) -> tuple[Tensor, ...]:
    """The same mask as (B, 1, Tq, Tk) and as (B, Tq, Tk)."""
    rows, columns = torch.arange(queries)[:, None], torch.arange(keys)
    pair = torch.stack([(rows * 2 + columns * 3) % 5 < 3, (rows * 3 + columns) % 4 < 2])
    return pair[:, None], pair


def masked(queries: int, keys: int, seed: int, label: str, stage: str) -> tuple[Probe, ...]:
    four, three = masks(queries, keys)
    two = three[0]
    given = inputs(queries, keys, seed)
    both = {"mask": two.expand(2, queries, keys)}
    return (
        Probe(f"with a mask of shape (Tq, Tk){label}", given, {"mask": two}, stage=stage, forms=(both,)),
        Probe(f"with a mask of shape (B, 1, Tq, Tk){label}", given, {"mask": four}, stage=stage, forms=({"mask": three},)),
    )


SELF = randn(2, 6, WIDTH, seed=17)
MARKED = tuple(
    x * ((torch.arange(WIDTH) >= 4 * at) & (torch.arange(WIDTH) < 4 * at + 4))
    for at, x in enumerate(inputs(6, 6, 23))
)
GROUPS = ((0, 4), (4, 8), (8, 12))


def features_first(count: int) -> list[int]:
    """Heads that are dealt out feature by feature."""
    return [row for at in range(count // HEADS) for row in range(at, count, count // HEADS)]


QUESTION = modules.question(
    MultiHeadAttention,
    (WIDTH, HEADS),
    probes=(
        Probe("of three different inputs", inputs(6, 6, 11)),
        Probe("of one input in all three places", (SELF, SELF, SELF)),
        *masked(6, 6, 31, "", "mask"),
        Probe("for 6 queries and 7 keys", inputs(6, 7, 43), stage="cross"),
        *masked(6, 7, 47, " for 6 queries and 7 keys", "cross"),
        Probe("for a batch of one", tuple(x[:1] for x in inputs(6, 7, 53)), stage="small"),
        Probe("for one query", inputs(1, 7, 57), stage="small"),
        Probe("for a sequence of length one", inputs(1, 1, 61), stage="small"),
    ),
    marks=(
        Mark(MARKED, GROUPS),
        Mark(inputs(6, 6, 71), ((0, 4),), pulled=True),
    ),
    orders=(features_first,),
    titles={
        "values": "Without a mask it is multi-head attention",
        "mask": "The mask lets through what is True and nothing else",
        "cross": "Query and key may differ in length",
        "small": "A batch of one and a length of one work",
    },
    extras={"normalisation-added": plain.unnormalised},
    names={"chance": "dropout-in-eval"},
    details={
        "softmax-wrong-dim": {"axis": "the queries"},
        "softmax-wrong-dim.heads": {"axis": "the heads"},
        "softmax-wrong-dim.batch": {"axis": "the batch"},
        "heads-averaged": {"joined": "averaged"},
        "heads-averaged.full-width": {"joined": "averaged"},
        "heads-averaged.sum": {"joined": "summed"},
        "value-from-wrong-input": {"query": "query", "key": "key", "value": "key"},
        "value-from-wrong-input.query": {"query": "query", "key": "key", "value": "query"},
        "value-from-wrong-input.swapped": {"query": "query", "key": "value", "value": "key"},
        "value-from-wrong-input.query-from-key": {"query": "key", "key": "key", "value": "value"},
        "value-from-wrong-input.all-query": {"query": "query", "key": "query", "value": "query"},
    },
    forbidden=(
        "torch.nn.MultiheadAttention",
        "torch.nn.functional.multi_head_attention_forward",
        "torch.nn.functional.scaled_dot_product_attention",
    ),
)
STAGES = QUESTION.stages
