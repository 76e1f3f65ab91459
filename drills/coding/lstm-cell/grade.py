"""LSTM cell: taken apart from outside: c' is affine in c, and every gate is a known curve."""

from __future__ import annotations

import itertools

from grader import contract, demo, parameters
from grader.contract import ModuleClass, takes
from grader.findings import Finding
from grader.stages import Stage
from grader.subject import Subject

from .grading.probes import NAME, Probe, build, inputs
from .grading.state import default, gradients, kept, shape
from .grading.values import values
from .grading.weights import dead_entries

FORBIDDEN = (
    "torch.nn.LSTM",
    "torch.nn.LSTMCell",
    "torch.nn.RNNBase",
    "torch.nn.GRU",
    "torch.nn.GRUCell",
    "torch.nn.modules.rnn.LSTM",
    "torch.nn.modules.rnn.LSTMCell",
    "torch.lstm_cell",
    "torch.lstm",
    "torch._VF.lstm_cell",
    "torch._VF.lstm",
    "torch.nn.quantizable.LSTM",
    "torch.nn.quantizable.LSTMCell",
)


def weights(subject: Subject) -> list[Finding]:
    """Every weight is registered, and every parameter has an influence."""
    probe: Probe = subject.memo["probe"]
    seeds = itertools.count(3)

    def fresh():
        return build(subject, probe.dtype, next(seeds), probe.wide, mixed=False).value

    def run(module) -> object:
        return Probe(subject, module, probe.dtype, probe.wide).call(*inputs(probe.dtype)).value

    found = parameters.unregistered(subject, fresh, run)
    dead = parameters.dead_parameters(subject, fresh(), run)
    return found + (dead or dead_entries(subject, probe))


_BEFORE = ("parses", "defines", "shape")

STAGES = (
    contract.parses(),
    contract.defines(
        ModuleClass(
            NAME,
            init=takes("input_size", "hidden_size"),
            forward=takes("x", optional=("state",), check_defaults=False),
        ),
        forbidden=FORBIDDEN,
    ),
    demo.runs(),
    Stage("shape", "It returns (h, c), each (B, hidden_size)", shape),
    Stage("default", "Without a state it starts from zeros", default, needs=_BEFORE),
    Stage("values", "The step is that of an LSTM", values, needs=_BEFORE),
    Stage("kept", "The state that is passed in stays as it is", kept, needs=_BEFORE),
    Stage("gradients", "Gradients reach the state", gradients, needs=_BEFORE),
    Stage("weights", "All weights are registered and used", weights, needs=_BEFORE),
)
