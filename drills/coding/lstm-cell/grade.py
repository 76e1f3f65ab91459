"""LSTM cell: taken apart from outside: c' is affine in c, and every gate is a known curve."""

from __future__ import annotations

from grader import contract, demo
from grader.contract import ModuleClass, takes
from grader.stages import Stage

from .grading.cell import NAME
from .grading.conditions import repeat, sizes
from .grading.first import shape
from .grading.state import default, gradients, kept
from .grading.values import values
from .grading.weights import weights

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
