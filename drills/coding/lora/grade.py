"""A LoRA layer: how it begins, what it computes, and what merging does to it."""

import contextlib
from dataclasses import replace

import torch
from torch import nn

from grader import parameters, procedures
from grader.judgement import Condition, Group
from grader.numbers import close, randn, randomise
from grader.programs import Scenario

INS, OUTS, RANK, ALPHA = 7, 5, 3, 12
A, B = (RANK, INS), (OUTS, RANK)
TURNS = ("merge", "merge", "unmerge", "unmerge", "merge", "unmerge")


def wrapped(get, dtype, ins=INS, outs=OUTS, rank=RANK, bias=True):
    """A module around the same base each time."""
    base = nn.Linear(ins, outs, bias=bias).to(dtype)
    randomise(base.parameters(), seed=1)
    return get("LoRALinear")(base, rank, ALPHA), base


def thin(layer, *sizes):
    """The matrices that learn, told by how many numbers they hold, which is unlike all others."""
    weights = [p for p in parameters.all_weights(layer) if p.requires_grad and p.numel() in sizes]
    if len(weights) != 2:
        raise ValueError(f"two matrices must learn; their sizes are among {sizes}")
    return sorted(weights, key=lambda p: -p.numel())


@torch.no_grad()
def fill(layer, scale=1.0):
    """Puts in the same A and B whichever way round they are stored; a scale of 0 clears them."""
    for p, shape, seed in zip(thin(layer, 21, 15), (A, B), (2, 3)):
        values = randn(*shape, seed=seed, dtype=p.dtype) * scale
        p.copy_((values if p.shape == shape else values.T).reshape(p.shape))


def learning(layer, x):
    """How many numbers would learn, wherever the module keeps them."""
    held = [*layer.parameters(), *layer.buffers(), *parameters.graph_leaves(layer(x))]
    return sum(p.numel() for p in {id(p): p for p in held if p.requires_grad}.values())


def same(one, other):
    return "as before" if close(one, other, one.dtype) else "different"


def begins(get, setting, record):
    x, (layer, base) = randn(2, 3, INS, seed=4), wrapped(get, setting.dtype)
    record["start"] = same(layer(x).detach(), base(x).detach())
    record["learning"] = learning(layer, x)
    first = layer(x)
    (first * randn(*first.shape, seed=5)).sum().backward()
    with torch.no_grad():
        for p in thin(layer, 21, 15):
            p -= 0.1 * (torch.zeros_like(p) if p.grad is None else p.grad)
    record["step"] = same(layer(x).detach(), first.detach())


def computes(get, setting, record):
    for bias, facet in ((True, "output"), (False, "no bias")):
        layer, _ = wrapped(get, setting.dtype, bias=bias)
        fill(layer)
        x = randn(2, 3, INS, seed=4).requires_grad_()
        out = layer(x)
        record[facet] = out.detach()
        pull = randn(*out.shape, seed=5)
        record["gradient"] = torch.autograd.grad((out * pull).sum(), x)[0]
        record["vector"] = layer(randn(INS, seed=6)).detach()


def merges(get, setting, record):
    x, (layer, _) = randn(2, INS, seed=7), wrapped(get, setting.dtype)
    fill(layer)
    for at, turn in enumerate(TURNS):
        getattr(layer, turn)()
        record[f"output {at}"], record[f"learning {at}"] = layer(x).detach(), learning(layer, x)
        fill(layer, 0.0)
        record[f"alone {at}"] = layer(x).detach()
        fill(layer)


def oddly(get, setting, record):
    """An unmerge to begin with, and a square layer, where what is transposed raises nothing."""
    x, (layer, _) = randn(2, INS, seed=7), wrapped(get, setting.dtype)
    fill(layer)
    layer.unmerge()
    record["too soon"] = layer(x).detach()
    x, (layer, _) = randn(2, 6, seed=8), wrapped(get, setting.dtype, 6, 6, 2)
    randomise(thin(layer, 12), seed=9)
    before = layer(x).detach()
    layer.merge()
    record["square"] = same(layer(x).detach(), before)


def follows(get, setting, record):
    """A base in another dtype than the default, and one on a device without values."""
    dtype = torch.float32 if setting.dtype == torch.float64 else torch.float64
    layer, _ = wrapped(get, dtype)
    own = all(p.dtype == dtype for p in thin(layer, 21, 15))
    record["dtype"] = "that of the base layer" if own else "another one"
    record["device"] = "that of the base layer"
    with contextlib.suppress(Exception):  # what needs values cannot be built there
        other = get("LoRALinear")(nn.Linear(INS, OUTS, device="meta"), RANK, ALPHA)
        if not all(p.is_meta for p in thin(other, 21, 15)):
            record["device"] = "another one"


def registered(question, subject, judgement):
    """Around the same base each time, so that only the adapter is new."""
    x = randn(2, INS, seed=4, dtype=judgement.setting.dtype)
    yield from parameters.unregistered(
        subject, lambda: wrapped(subject.get, x.dtype)[0], lambda layer: layer(x)
    )


BEGUN = {
    "start": "The first output, compared with that of the base layer,",
    "learning": "The number of weights that learn",
    "step": "The output after one step of gradient descent",
}
COMPUTED = {
    "output": "The output",
    "no bias": "The output for a base layer without bias",
    "gradient": "The gradient of the input",
    "vector": "The output for a single vector",
}
MERGED = {
    f"{facet} {at}": f"{what} after call {at + 1} of {', '.join(TURNS)}"
    for at in range(len(TURNS))
    for facet, what in (
        ("output", "The output"),
        ("learning", "The number of weights that learn"),
        ("alone", "The output without the adapter"),
    )
}
ODD = {
    "too soon": "The output after an `unmerge` without a merge",
    "square": "The output of a square layer after `merge`",
}
FOLLOWED = {"dtype": "The dtype of the adapter", "device": "The device of the adapter"}
QUESTION = procedures.question(
    __file__,
    "LoRALinear",
    scenarios=(
        Scenario("begins", begins, BEGUN),
        Scenario("computes", computes, COMPUTED),
        Scenario("follows", follows, FOLLOWED),
        Scenario("merges", merges, MERGED, "merged"),
        Scenario("oddly", oddly, ODD, "merged"),
    ),
    titles={
        "values": "The base is frozen, and the adapter adds its scaled product",
        "merged": "Merging moves the adapter into the weight and out again",
    },
    names={"device": "device-ignored"},
    notes=frozenset({"device-ignored"}),
)
REGISTERED = Condition("registered", registered, needs_clean=False)
WEIGHTS = Group("weights", "The adapter is registered", (REGISTERED,))
STAGES = replace(QUESTION, groups=(*QUESTION.groups, WEIGHTS)).stages
