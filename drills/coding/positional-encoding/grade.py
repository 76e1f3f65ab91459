"""Sinusoidal positional encoding: a module without anything to learn."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor, nn

from grader import modules
from grader.functions import Probe
from grader.judgement import Condition, Group
from grader.numbers import randn

D = 6
X = randn(3, 4, D, seed=1)


def on_another_device(module: nn.Module, x: Tensor) -> str:
    """The meta device is there on every machine."""
    module(x)
    try:
        return str(module.to("meta")(x.to("meta")).device)
    except RuntimeError as error:
        if "device" not in str(error):
            raise
        return "none: the module mixes two devices"


def is_trained(question, subject, judgement):
    """Whatever the values are: a learned table begins as anything."""
    built = subject.attempt(subject.get("PositionalEncoding"), D)
    parameters = built.value.parameters() if isinstance(built.value, nn.Module) else ()
    if any(p.requires_grad for p in parameters):
        yield question.named("encoding-is-learned")


def is_inverted(question, subject, judgement):
    """In float32, such angles are too large for values that agree with those of another program."""
    if judgement.clean or judgement.match is not None:
        return
    rates = 10000.0 ** (torch.arange(0, D, 2) / D)
    wanted = torch.stack([rates.sin(), rates.cos()], dim=-1).flatten()
    run = subject.attempt(lambda: subject.get("PositionalEncoding")(D).eval()(torch.zeros(1, 2, D)))
    row = run.value[0, 1] if isinstance(run.value, Tensor) and run.value.shape == (1, 2, D) else None
    if row is not None and torch.allclose(row.to(wanted.dtype), wanted, atol=1e-2):
        yield question.named("frequency-inverted")


QUESTION = modules.question(
    __file__,
    "PositionalEncoding",
    (D,),
    probes=(
        Probe("of a batch of embeddings", (X,)),
        Probe("of zeros", (torch.zeros(2, 5, D),)),
        Probe("of as many examples as positions", (randn(4, 4, D, seed=2),)),
        Probe("for a batch of one", (randn(1, 5, D, seed=3),)),
        Probe("for a sequence of length one", (randn(3, 1, D, seed=4),)),
        Probe("of entries in the thousands", (X * 4e3,)),
        Probe("with an odd `d_model`", (randn(2, 4, 7, seed=5),), init=(7,)),
        Probe("with `max_len=5` and as many positions", (randn(2, 5, D, seed=6),), init=(D, 5)),
        Probe("of 2,000 positions", (torch.zeros(1, 2000, D),), once=True),
        Probe(
            "on another device",
            (X,),
            init=(D, 9),
            fresh=True,
            once=True,
            drive=on_another_device,
            stage="device",
        ),
    ),
    titles={
        "values": "Position t adds its sines and cosines",
        "device": "The module moves to another device",
    },
    # The name of the device makes the grader warm up for the meta device ahead of a check.
    names={"unchanged": "inplace-changes-input", "device": "buffer-not-registered"},
    notes=frozenset({"halves-concatenated"}),
    off={"used": "Nothing is learned, so nothing needs a gradient."},
)
_MORE = (
    Group("fixed", "Nothing is learned", (Condition("trained", is_trained, needs_clean=False),)),
    Group("slow", "Later columns turn slowly", (Condition("inverted", is_inverted, needs_clean=False),)),
)
STAGES = replace(QUESTION, groups=(*QUESTION.groups, *_MORE)).stages
