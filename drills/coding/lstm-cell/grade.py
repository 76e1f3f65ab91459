"""LSTM cell: taken apart from outside: c' is affine in c, and every gate is a known curve."""

from __future__ import annotations

from grader import contract, demo
from grader.contract import ModuleClass, takes
from grader.stages import Stage

from .grading.cell import NAME
from .grading.conditions import default, kept, repeat, sizes
from .grading.first import shape
from .grading.training import gradients, weights
from .grading.values import values

_LAYERS = ("LSTM", "LSTMCell", "RNNBase", "GRU", "GRUCell")
_HOMES = ("torch.nn.modules.rnn", "torch.nn.quantizable")
FORBIDDEN = (
    *(f"torch.nn.{name}" for name in _LAYERS),
    *(f"{home}.{name}" for home in _HOMES for name in ("LSTM", "LSTMCell")),
    *(f"{home}.{name}" for home in ("torch", "torch._VF") for name in ("lstm_cell", "lstm")),
)

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
    Stage("repeat", "Equal calls give equal results", repeat, needs=_BEFORE),
    Stage("default", "Without a state it starts from zeros", default, needs=_BEFORE),
    Stage("values", "The step is that of an LSTM", values, needs=_BEFORE),
    Stage("kept", "The arguments stay as they are", kept, needs=_BEFORE),
    Stage("sizes", "It works for every batch and in float32", sizes, needs=_BEFORE),
    Stage("gradients", "Gradients reach the state", gradients, needs=_BEFORE),
    Stage("weights", "All weights are registered and used", weights, needs=_BEFORE),
)
